"""One writer at a time in a folder."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from specquilt.openapi.finding import input_error

if sys.platform != "win32":
    import fcntl

LONGEST_WAIT = 150.0
"""Seconds: longer than a package may take to be imported while its folder is held."""

_PAUSE = 0.05


@contextmanager
def exclusive(folder: Path) -> Iterator[None]:
    """Create a folder if there is none, and hold it; other runs of specquilt wait.

    The operating system releases it when the process ends, however that happens. Where it cannot
    lock folders (Windows, some network file systems), runs do not wait for each other.

    Raises:
        InputError: another run has not released the folder after `LONGEST_WAIT`.
    """
    descriptor = _locked(folder)
    try:
        yield
    finally:
        if descriptor is not None:
            os.close(descriptor)


def _locked(folder: Path) -> int | None:
    """Return a descriptor that holds the lock; None where folders cannot be locked."""
    end = time.monotonic() + LONGEST_WAIT
    while time.monotonic() < end:
        folder.mkdir(parents=True, exist_ok=True)
        if sys.platform == "win32":
            return None
        try:
            return _lock(folder)
        except (BlockingIOError, FileNotFoundError):
            time.sleep(_PAUSE)
        except OSError:  # this file system does not lock, or the folder must not be read
            return None
    message = f"another run of specquilt is writing to {folder.as_posix()}"
    raise input_error("unwritable-output", message, help="wait for it, or stop it")


def _lock(folder: Path) -> int:
    """Lock a folder.

    Raises:
        BlockingIOError: another process holds it.
        FileNotFoundError: it is gone: a run that fails removes the folders that it has created.
        OSError: it cannot be locked.
    """
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.path.samestat(os.fstat(descriptor), folder.stat()):
            return descriptor
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(folder))
    except BaseException:
        os.close(descriptor)
        raise
