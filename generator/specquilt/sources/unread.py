"""Finds specifications that no reader has read, so that none is lost without a word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from specquilt.openapi.finding import Finding, Location, Severity
from specquilt.openapi.load.lines import split
from specquilt.openapi.page import Page

_VERSION = re.compile(
    r"""[\s>*+`~-]*+(["']?)openapi\1[ \t]*+:[ \t]*+["']?3|.*?"openapi"\s*:\s*"3"""
)


def unread(path: str, text: str, pages: Iterable[Page]) -> Iterator[Finding]:
    """Yield a finding for each version line that is in no fragment.

    Args:
        path: path of the file.
        text: its content.
        pages: its pages.
    """
    blocks = [page.fragment.block for page in pages if page.fragment]
    if any(block.text == text for block in blocks):
        return  # a whole document: to look at each of its lines takes as long as to load it
    read = {
        number
        for block in blocks
        for number in range(
            block.first_line, block.first_line + len(split(block.text.removesuffix("\n")))
        )
    }
    for number, line in enumerate(split(text), 1):
        if "openapi" in line and number not in read and _starts_one(line):
            yield Finding(
                "specification-not-read",
                Severity.WARNING,
                "a specification seems to start here, but it is not read",
                Location(path, number),
                help="put it in a fence: ```yaml",
            )


def _starts_one(line: str) -> bool:
    """Return whether a specification starts in a line, perhaps behind the tag of a component."""
    return bool(_VERSION.match(line) or _VERSION.match(line.rpartition(">")[2]))
