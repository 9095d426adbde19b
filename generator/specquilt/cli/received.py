"""Sources on the command line that are no files: ``-`` and URLs."""

from __future__ import annotations

import sys
from pathlib import Path

STANDARD_INPUT = "-"
_NAMES = (STANDARD_INPUT, "/dev/stdin")
_SCHEMES = ("http://", "https://")


def source(word: str) -> Path:
    """Return the path of a source; one that stands for it, if it is received.

    Raises:
        InputError: it cannot be received.
    """
    if word not in _NAMES and not word.lower().startswith(_SCHEMES):
        return Path(word)
    from specquilt.openapi.load import received

    name = STANDARD_INPUT if word in _NAMES else word
    known = Path(name)
    return known if received.is_received(known) else received.keep(name, _content(name))


def _content(name: str) -> bytes:
    if name == STANDARD_INPUT:
        from specquilt.openapi.load.decode import MAX_BYTES

        return sys.stdin.buffer.read(MAX_BYTES + 1)
    from specquilt.pull import once

    return once.document(name)
