"""Shows the line of a source that a finding is about, with carets below what is wrong."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from specquilt.openapi.finding import Location
from specquilt.openapi.load import received
from specquilt.openapi.load.lines import split
from specquilt.output.digests import content_of
from specquilt.report.printable import printable

WIDEST = 160
"""Characters of a line, where no terminal says how wide it is."""

_NARROWEST = 20
_VISIBLE = re.compile(r"[^\t]")


def lines(location: Location, colour: str = "") -> Iterator[str]:
    """Yield the line at a location and the carets below it; nothing if the source has no such line.

    Args:
        location: where the finding is.
        colour: the ANSI colour of the carets; empty if this is not for a terminal.
    """
    rows = source_lines(location.path)
    if location.line > len(rows):
        return
    from specquilt.report.spans import span_of  # most runs show no line

    number, span = str(location.line), span_of(location, rows)
    room = _width(is_terminal=bool(colour)) - len(f"  {number} | ")
    part, start = _part(rows[location.line - 1], span.start, room)
    shown = printable(part)
    column = span.start - start
    margin = _VISIBLE.sub(" ", shown[:column].ljust(column))
    carets = "^" * min(span.end - span.start, max(len(shown) - column, 1))
    yield f"  {number} | {shown}"
    yield f"  {' ' * len(number)} | {margin}{_in(colour, carets)}"


def _width(*, is_terminal: bool) -> int:
    return shutil.get_terminal_size((WIDEST, 0)).columns if is_terminal else WIDEST


def _part(line: str, column: int, room: int) -> tuple[str, int]:
    """Return the part of a line around a column that fits, and where it starts."""
    room = max(room, _NARROWEST)
    if len(line) <= room:
        return line, 0
    start = max(0, min(column - room // 3, len(line) - room))
    part = line[start : start + room]
    part = f"…{part[1:]}" if start else part
    return (f"{part[:-1]}…" if start + room < len(line) else part), start


def _in(colour: str, text: str) -> str:
    return f"\x1b[1;{colour}m{text}\x1b[0m" if colour else text


@lru_cache(maxsize=32)
def source_lines(path: str) -> list[str]:
    """Return the lines of a source; none if it cannot be read as text."""
    content = received.content_of(Path(path)) or content_of(path)
    try:
        return [] if content is None else split(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return []
