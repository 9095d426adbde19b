"""From the place where a finding starts to the characters that it is about."""

from __future__ import annotations

import re
from typing import NamedTuple

from specquilt.openapi.finding import Location

_TOKEN = re.compile(
    r'"(?:[^"\\]|\\.)*+"'
    r"|'(?:[^']|'')*+'"
    r"|[^\s\"'{\[,](?:(?!:(?:\s|$)|\s+#|\s*$|[,\]}](?:\s|$)).)*+"
)
"""A key or value of YAML or JSON."""


class Span(NamedTuple):
    """Characters of one line; all numbers start at 0, and the end is excluded."""

    line: int
    start: int
    end: int


def span_of(location: Location | None, lines: list[str]) -> Span:
    """Return the key or value that starts at a place; one character, if none does."""
    if location is None:
        return Span(0, 0, 1)
    line = min(location.line, len(lines)) - 1
    text, start = lines[line], location.column - 1
    found = _TOKEN.match(text, start)
    return Span(line, start, found.end() if found else max(start + 1, len(text.rstrip())))
