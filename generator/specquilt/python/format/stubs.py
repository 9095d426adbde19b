"""Lays out stubs as black does. Templates write the blank lines; long lines are broken here."""

from __future__ import annotations

from collections.abc import Iterator

from specquilt.python.format.breaking import LINE_LENGTH, broken
from specquilt.python.format.statements import double_quoted


def formatted_stub(text: str) -> str:
    """Return a stub with double quotes, whose long lines are broken."""
    return "".join(f"{piece}\n" for line in text.splitlines() for piece in _pieces(line))


def _pieces(line: str) -> Iterator[str]:
    if "'" in line:
        line = double_quoted(line)
    if len(line) <= LINE_LENGTH:
        yield line
    else:
        plain = line.lstrip()
        yield from broken(plain, len(line) - len(plain))
