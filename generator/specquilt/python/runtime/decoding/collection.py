"""Python's garbage collector and large answers."""

from __future__ import annotations

import gc
from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

LARGE_BYTES: Final = 64 * 1024


@contextmanager
def collection_paused(size: int) -> Generator[None]:
    """Do not look for garbage while a large answer is decoded: all of its objects are still needed.

    Without this the collector takes as long as the decoding, as it visits every new object several
    times and, again and again, all others of the process.

    Args:
        size: bytes to be decoded.
    """
    pauses = size >= LARGE_BYTES and gc.isenabled()
    if pauses:
        gc.disable()
    try:
        yield
    finally:
        if pauses:
            gc.enable()
