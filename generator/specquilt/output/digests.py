"""Digests of texts and files; imports nothing heavy."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator

LARGEST = 1 << 30
"""Bytes: no file that is read or written by a run is as large."""


def digest(texts: Iterable[bytes]) -> str:
    """Hash texts so that moving a byte from one to the next changes the result."""
    total = hashlib.sha256()
    for text in texts:
        total.update(len(text).to_bytes(8, "big"))
        total.update(text)
    return total.hexdigest()


def content_of(path: str, largest: int = LARGEST) -> bytes | None:
    """Return the content of a file; None if there is no regular file of at most that size.

    The path may come from a file that anybody has written: a device or a pipe is not opened, and
    no more is read than the size that the file system states.
    """
    try:
        state = os.stat(path)
        if not stat.S_ISREG(state.st_mode) or state.st_size > largest:
            return None
        with open(path, "rb", buffering=0) as file:
            return file.read(state.st_size)
    except (OSError, ValueError):  # a ValueError is about a name that no file can have
        return None


def files_below(folder: str) -> Iterator[str]:
    """Yield the paths of all files in a folder and its folders, except for caches of Python."""
    if not os.path.isdir(folder):  # for a name that no folder can have, `os.walk` raises
        return
    for parent, _, names in os.walk(folder):
        if not parent.endswith("__pycache__"):
            yield from (os.path.join(parent, name) for name in names)
