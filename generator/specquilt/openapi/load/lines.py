"""Splits text into lines as editors do: at line feeds, carriage returns, or both together.

`str.splitlines` also splits at form feeds, vertical tabs, U+0085, U+2028 and U+2029. Editors do
not, and neither do JSON (RFC 8259, section 2), YAML (1.2.2, section 5.4), CommonMark (0.31.2,
section 2.1) and Python. Use this module for all line numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

_END = re.compile(r"\r\n?|\n")
_PART = 1 << 14
"""Characters of a part of a text."""


def split(text: str) -> list[str]:
    """Return the lines of a text without line ends. The last line may be empty."""
    return _END.split(text) if "\r" in text else text.split("\n")


def split_with_ends(text: str) -> list[str]:
    """Return the lines of a text with line ends. No line is empty."""
    marks = [*starts(text), len(text)]
    return [text[start:end] for start, end in pairwise(marks) if start < end]


def starts(text: str) -> list[int]:
    """Return the offset of the first character of each line."""
    return [0, *(end.end() for end in _END.finditer(text))]


def with_line_feeds(text: str) -> str:
    """Return a text in which every line ends with a line feed."""
    return _END.sub("\n", text) if "\r" in text else text


def position(text: str, offset: int) -> tuple[int, int]:
    """Return the 1-based line and column of an offset."""
    return Positions.of(text).position(offset)


class Positions(NamedTuple):
    """Finds the lines and columns of a text, of which a part is searched for each.

    A list of all lines would take longer to make than the lines of all findings take to find.

    Args:
        text: the text, whose lines end with line feeds.
        parts: number and start of the line at the beginning of each part of the text.
    """

    text: str
    parts: list[tuple[int, int]]

    @classmethod
    def of(cls, text: str) -> Positions:
        text = text.replace("\r\n", " \n").replace("\r", "\n")  # as long as before
        return cls(text, list(_line_starts(text)))

    def position(self, offset: int) -> tuple[int, int]:
        """Return the 1-based line and column of an offset."""
        part = offset // _PART
        line, start = self.parts[part]
        line += self.text.count("\n", part * _PART, offset)
        start = max(start, self.text.rfind("\n", part * _PART, offset) + 1)
        return line, offset - start + 1


def _line_starts(text: str) -> Iterator[tuple[int, int]]:
    line, start = 1, 0
    for at in range(0, len(text) + 1, _PART):
        yield line, start
        line += text.count("\n", at, at + _PART)
        start = max(start, text.rfind("\n", at, at + _PART) + 1)
