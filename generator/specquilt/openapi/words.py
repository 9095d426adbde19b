"""Splits names into words, and joins words to names."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[A-Z]{2,}s(?![a-z])|[A-Z]+(?![a-z])[0-9]*|[A-Z]?[^\WA-Z_]+|[A-Z]+")
"""Plural abbreviation, abbreviation, word, or other capitals: ``IDs``, ``ID``, ``Id``, ``HTTP``."""
_TORN_IDS = re.compile(r"(?<![^\W_])i[-_]ds(?![^\W_])", re.IGNORECASE)
_MINUS, _BETWEEN = re.compile(r"^-(?=\d)"), re.compile(r"[\W_]+")
_PASCAL = re.compile(r"[A-Z][A-Za-z0-9]*")
_SPOKEN = (("+", " plus "), ("@", " at "), ("%", " percent "), ("&", " and "), ("#", " hash "))
_NUMBERS = ("Nd", "No")
"""Unicode categories of decimal digits and of other numbers."""

LONGEST = 100
"""Maximum characters of a name. Names become file names, which are limited to 255 bytes."""


def words(text: str) -> list[str]:
    """Return the words of a name in any style: ``datasetType``, ``X-Client-Name``, ``a/b.c``."""
    return [*_words(text)]


@lru_cache(maxsize=100_000)
def _words(text: str) -> tuple[str, ...]:
    text = unicodedata.normalize("NFKC", text)
    for sign, spoken in _SPOKEN:
        text = text.replace(sign, spoken)
    text = _MINUS.sub("minus ", text)
    text = _TORN_IDS.sub("ids", text)  # documentation exports write "IDs" as "i-ds"
    return tuple(word for part in _BETWEEN.split(text) for word in _WORD.findall(part))


@lru_cache(maxsize=100_000)
def snake(text: str, prefix: str = "field") -> str:
    """Return a name in snake_case: ``dataset_type``.

    Args:
        text: a name in any style.
        prefix: put before a name that starts with a digit; used alone if there are no words.
    """
    return _startable("_".join(word.lower() for word in words(text)), f"{prefix}_", prefix)


@lru_cache(maxsize=100_000)
def pascal(text: str, prefix: str = "Model") -> str:
    """Return a name in PascalCase: ``DatasetType``. A name in PascalCase is returned unchanged.

    Args:
        text: a name in any style.
        prefix: put before a name that starts with a digit; used alone if there are no words.
    """
    if _PASCAL.fullmatch(text):
        return text
    return _startable("".join(word[:1].upper() + word[1:] for word in words(text)), prefix, prefix)


def _startable(name: str, prefix: str, fallback: str) -> str:
    """Return a name of limited length, normalized (NFKC), that does not start with a digit."""
    name = unicodedata.normalize("NFKC", name)[:LONGEST].rstrip("_")
    if not name:
        return fallback
    return prefix + name if unicodedata.category(name[0]) in _NUMBERS else name


def stem(word: str) -> str:
    """Return the stem of an English noun. Singular and plural have the same stem."""
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("ses", "xes", "ches", "shes")):
        return word[:-2].removesuffix("e")
    return word.removesuffix("s") if not word.endswith("ss") else word
