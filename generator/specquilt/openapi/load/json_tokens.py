"""The texts and numbers of a JSON text, for what its decoder neither refuses nor locates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from specquilt.openapi.load import lines
from specquilt.openapi.load.fault import TextFault

_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+(?:"|\Z)|-?Infinity|NaN|-?[0-9][0-9.eE+-]*', re.DOTALL)
_ESCAPE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[dD][89a-fA-F]..|\\."
)
_MAY_BE_LONE = re.compile(
    r"\\u[dD](?:[89abAB]..(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB]..\\u[dD])[c-fC-F]"
    r"|(?<=\\\\u[dD])[89a-fA-F])",
    re.DOTALL,
)
"""Half of a pair without the other half, or a backslash before what looks like one."""


def tokens(text: str) -> Iterator[tuple[int, str]]:
    """Yield the offset and source of each text in quotes and of each number."""
    return ((found.start(), found[0]) for found in _TOKEN.finditer(text))


def refuse_lone_surrogates(text: str) -> None:
    """Refuse escapes of lone surrogates, which UTF-8 cannot encode.

    Raises:
        TextFault: There is one.
    """
    if not _MAY_BE_LONE.search(text):
        return
    for at, token in tokens(text):
        for escape in _ESCAPE.finditer(token) if token.startswith('"') else ():
            if escape[0][:2] == "\\u" and len(escape[0]) == len("\\ud800"):
                message = f"{escape[0]} is a lone surrogate, not a character"
                place = lines.position(text, at + escape.start())
                raise TextFault("yaml-syntax", message, *place, "write the character itself")
