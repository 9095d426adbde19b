"""Cuts lists of names so that a new name moves few of the cuts: the parts are kept between runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from specquilt.output.digests import digest

SMALLEST, LARGEST = 24, 96
"""Names of a part. To run the backend of models takes as long as three of its definitions."""


def cut(names: Iterable[str]) -> Iterator[list[str]]:
    """Cut a list where a digest of a name says so: one more or less moves few of the cuts."""
    part: list[str] = []
    for name in names:
        starts = int(digest([name.encode()])[:8], 16) % SMALLEST == 0
        if (starts and len(part) >= SMALLEST) or len(part) == LARGEST:
            yield part
            part = []
        part.append(name)
    if part:
        yield part
