"""Words out of names: the one place that knows how names are taken apart and put together."""

from __future__ import annotations

import builtins
import keyword
import re
import unicodedata

_BOUNDARY = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SEPARATOR = re.compile(r"[^0-9a-zA-Z]+")
_RESERVED = {*keyword.kwlist, *keyword.softkwlist, "self", "cls"}
_BUILTINS = {name for name in dir(builtins) if not name.startswith("_")}


def words(text: str) -> list[str]:
    """Split a name at its separators and humps: ``getUsage_v2`` gives get, Usage, v2."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return [word for part in _SEPARATOR.split(plain) for word in _BOUNDARY.split(part) if word]


def snake(text: str) -> str:
    """Write a name as ``get_usage``."""
    return "_".join(words(text)).lower()


def pascal(text: str) -> str:
    """Write a name as ``GetUsage``; humps that are there already stay as they are."""
    return "".join(word[0].upper() + word[1:] for word in words(text))


def identifier(text: str, empty: str = "unnamed") -> str:
    """Make a word usable as a Python name: no keyword, no leading digit, not empty."""
    text = text or empty
    if text[0].isdigit():
        text = f"_{text}" if empty == "_" else f"n{text}"
    return f"{text}_" if text in _RESERVED else text


def shadows_builtin(text: str) -> bool:
    """Say whether a name hides a builtin of Python."""
    return text in _BUILTINS
