"""Splits text into lines as editors do: at line feeds, carriage returns, or both together.

`str.splitlines` also splits at form feeds, vertical tabs, U+0085, U+2028 and U+2029. Editors do
not, and neither do JSON (RFC 8259, section 2), YAML (1.2.2, section 5.4), CommonMark (0.31.2,
section 2.1) and Python. Use this module for all line numbers.
"""

from __future__ import annotations

import re
from itertools import pairwise

_END = re.compile(r"\r\n?|\n")


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


def position(text: str, offset: int) -> tuple[int, int]:
    """Return the 1-based line and column of an offset."""
    before = split(text[:offset])
    return len(before), len(before[-1]) + 1
