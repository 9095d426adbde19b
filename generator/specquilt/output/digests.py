"""Digests of texts and files; imports nothing heavy."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_BINARY: int = getattr(os, "O_BINARY", 0)
"""Without it, Windows would translate the ends of lines."""

LARGEST = 1 << 30
"""Bytes: no file that is read or written by a run is as large."""

_SETTLED = 2 * 10**9
"""Nanoseconds after which another change of a file gets another time, in all file systems."""


class FileDigest(NamedTuple):
    """The digest of a file, and its size in bytes."""

    digest: str
    size: int


_known: dict[tuple[str, int, int], FileDigest] = {}
"""Digests of files by path, size and time: several steps of a run ask about a large document."""


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
        return _start_of(path, state.st_size)
    except (OSError, ValueError):  # a ValueError is about a name that no file can have
        return None


def digest_of_file(path: str, largest: int = LARGEST) -> FileDigest | None:
    """Return the digest of a regular file of at most a size in bytes; None if there is none.

    A file is read again only if its size or time differs, or if it has changed just now.
    """
    try:
        state = os.stat(path)
    except (OSError, ValueError):
        return None
    key = path, state.st_size, state.st_mtime_ns
    found = _known.get(key) or _digest_now(path, largest)
    if found and is_settled(state.st_mtime_ns):
        _known[key] = found
    return found if found and found.size <= largest else None


def _digest_now(path: str, largest: int) -> FileDigest | None:
    content = content_of(path, largest)
    return None if content is None else FileDigest(digest([content]), len(content))


def is_settled(changed: int) -> bool:
    """Return whether a file that changed then, in nanoseconds, has another time if it has changed."""
    return changed < time.time_ns() - _SETTLED


def files_below(folder: str) -> Iterator[str]:
    """Yield the paths of all files in a folder and its folders, except for caches of Python."""
    if not os.path.isdir(folder):  # for a name that no folder can have, `os.walk` raises
        return
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        yield from (os.path.join(parent, name) for name in names)


def _start_of(path: str, size: int) -> bytes:
    """Read so many bytes; `open` would take three times as long for the files of a whole tool."""
    descriptor = os.open(path, os.O_RDONLY | _BINARY)
    try:
        return os.read(descriptor, size)
    finally:
        os.close(descriptor)
