"""Sources on the command line that are no files: ``-``, URLs and applications (``module:name``)."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from specquilt.openapi.load import received

STANDARD_INPUT = "-"
_NAMES = (STANDARD_INPUT, "/dev/stdin")


def source(word: str) -> Path:
    """Return the path of a source; one that stands for it, if it is received.

    Raises:
        InputError: it cannot be received.
    """
    if word in _NAMES:
        return _kept(STANDARD_INPUT, _typed)
    if received.is_url(word):
        from specquilt.pull import once

        return _kept(word, lambda: once.document(word))
    return Path(word)


def source_or_application(word: str) -> Path:
    """Return the path of a source, which may be an application.

    Raises:
        InputError: it cannot be received.
    """
    if ":" in word:
        from specquilt.cli import applications

        if applications.is_name(word):
            return _kept(word, lambda: applications.document(word))
    return source(word)


def _kept(name: str, receive: Callable[[], bytes]) -> Path:
    known = Path(name)
    return known if received.is_received(known) else received.keep(name, receive())


def _typed() -> bytes:
    from specquilt.openapi.load.decode import MAX_BYTES

    return sys.stdin.buffer.read(MAX_BYTES + 1)
