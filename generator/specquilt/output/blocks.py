"""Managed blocks: the parts of a page that specquilt writes; all text around them is the user's.

A block is between two lines of their own, `<!-- specquilt:begin NAME -->` and
`<!-- specquilt:end NAME -->`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from specquilt.openapi.finding import InputError, Location, input_error
from specquilt.openapi.load.lines import split_with_ends, with_line_feeds
from specquilt.output.digests import digest
from specquilt.output.lock import README

MARK = "<!-- specquilt:"
_MARKER = r"<!-- specquilt:(begin|end) ([a-z0-9-]+) -->\s*"
_ADVICE = "a block begins once and ends once; nothing has been written"


def text_of(content: bytes | None) -> str:
    """Return the text of a page with managed blocks; empty if it has none, or is not UTF-8."""
    try:
        text = (content or b"").decode()
    except UnicodeDecodeError:
        return ""
    return text if MARK in text else ""


def digests(text: str, path: str = README) -> dict[str, str]:
    """Return the digest of each block, whatever its lines end with.

    Raises:
        InputError: a block is broken.
    """
    return {name: _digest(inside) for name, inside in _parts(text, path) if name}


def is_unchanged(content: bytes, known: Mapping[str, str]) -> bool:
    """Return whether all blocks on a page are as they were written.

    Args:
        content: the page.
        known: digests by block.
    """
    try:
        found = digests(text_of(content))
    except InputError:
        return False
    return bool(found) and all(known.get(name, value) == value for name, value in found.items())


def edited(text: str, made: str, known: Mapping[str, str], path: str) -> list[str]:
    """Return the blocks with an edit that `merged` would replace.

    Args:
        text: the page on disk.
        made: the generated page.
        known: digests of the blocks that were written before.
        path: of the page, for messages.

    Raises:
        InputError: a block is broken.
    """
    new, empty = digests(made), _digest("")
    return [
        name
        for name, found in digests(text, path).items()
        if name in {*new, *known} and found not in {new.get(name, empty), known.get(name), empty}
    ]


def merged(text: str, made: str, known: Mapping[str, str]) -> str:
    """Return the page on disk with the blocks of the generated one; arguments as in `edited`."""
    new = dict.fromkeys(known, "") | {name: part for name, part in _parts(made) if name}
    end = "\r\n" if "\r\n" in text else "\n"
    parts = [new[name].replace("\n", end) if name in new else part for name, part in _parts(text)]
    return "".join(parts)


def _parts(text: str, path: str = README) -> Iterator[tuple[str, str]]:
    """Yield the text of blocks with their names, and the text around them with an empty name.

    Raises:
        InputError: a block is broken.
    """
    name, lines = "", list[str]()
    begins: dict[str, int] = {}
    for number, line in enumerate(split_with_ends(text), 1):
        verb, marked = _marker(line)
        if verb and (fault := _fault(verb, marked, name, begins)):
            raise _broken(fault, path, number)
        if verb:
            before = [*lines, line] if verb == "begin" else lines
            yield name, "".join(before)
            lines = [] if verb == "begin" else [line]
            name = marked if verb == "begin" else ""
            begins.setdefault(marked, number)
        else:
            lines.append(line)
    if name:
        raise _broken(f"block {name!r} has no end", path, begins[name])
    yield "", "".join(lines)


def _marker(line: str) -> tuple[str, str]:
    found = re.fullmatch(_MARKER, line) if line.startswith(MARK) else None
    return (found[1], found[2]) if found else ("", "")


def _fault(verb: str, marked: str, current: str, begins: Mapping[str, int]) -> str:
    """Return what is wrong with a line that begins or ends a block; empty if nothing is."""
    if verb == "end" and marked != current:
        return f"block {marked!r} ends, but has not begun"
    if verb == "begin" and current:
        return f"block {marked!r} begins inside of block {current!r}"
    if verb == "begin" and marked in begins:
        return f"block {marked!r} begins again: see line {begins[marked]}"
    return ""


def _broken(message: str, path: str, line: int) -> InputError:
    return input_error("broken-block", message, Location(path, line), _ADVICE)


def _digest(text: str) -> str:
    return digest([with_line_feeds(text).encode()])
