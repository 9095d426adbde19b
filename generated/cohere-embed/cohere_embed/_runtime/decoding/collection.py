"""Python's garbage collector and large responses."""

from __future__ import annotations

import gc
import os
from typing import Final

LARGE_BYTES: Final = 64 * 1024
_pausing: Final[set[CollectionPaused]] = set()


class CollectionPaused:
    """Pauses garbage collection while a large response is decoded: all new objects are needed.

    Otherwise the collector takes as long as the decoding, as it visits each new object several
    times and, again and again, all others of the process.

    Args:
        size: Bytes to decode.
    """

    # A class, as a generator-based context manager takes ten times as long to enter.
    __slots__ = ("_pauses",)

    def __init__(self, size: int) -> None:
        self._pauses = size >= LARGE_BYTES and gc.isenabled()

    def __enter__(self) -> None:
        if self._pauses:
            _pausing.add(self)
            gc.disable()

    def __exit__(self, *_: object) -> None:
        if self._pauses:
            gc.enable()
            _pausing.discard(self)


def _resume() -> None:
    """Go on collecting in a child process: the thread that paused it does not exist there."""
    if _pausing:
        _pausing.clear()
        gc.enable()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_resume)
