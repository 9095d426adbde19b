"""Turns every failure that is no bug into one exception: `InputError`."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from specquilt.library import RECURSION_LIMIT
from specquilt.openapi.finding import Finding, InputError, Severity

_ADVICE = "split the document, or select the operations that the client needs"
_ABOUT_SPACE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO, errno.EBADF}
_ABOUT_THE_MACHINE = {errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EAGAIN}
"""Numbers of errors that say nothing about a file, and are no bug."""


def as_input_error(error: BaseException) -> InputError | None:
    """Return the error to report if the input or the file system caused an exception."""
    if isinstance(error, InputError):
        return error
    if isinstance(error, RecursionError):
        message = "schemas are nested or chained too deeply"
        return InputError(_finding("document-too-large", message, _ADVICE))
    if isinstance(error, MemoryError):
        return InputError(_finding("document-too-large", "not enough memory", _ADVICE))
    return _about_files(error) if isinstance(error, OSError) else None


def _about_files(error: OSError) -> InputError | None:
    numbers = _ABOUT_SPACE | _ABOUT_THE_MACHINE
    if error.filename is None and error.errno not in numbers:
        return None
    reason = (error.strerror or str(error)).lower()
    message = reason if error.filename is None else f"{error.filename}: {reason}"
    rule = "unwritable-output" if error.errno in _ABOUT_SPACE else "missing-file"
    return InputError(_finding(rule, message, ""))


def _finding(rule: str, message: str, advice: str) -> Finding:
    return Finding(rule, Severity.ERROR, message, help=advice)


@contextmanager
def reported() -> Iterator[None]:
    """Raise an `InputError` in place of exceptions about the input, the files and the machine."""
    with _DEEP:
        try:
            yield
        except InputError:
            raise
        except (RecursionError, MemoryError, OSError) as error:
            known = as_input_error(error)
            if known is None:
                raise
            raise known from error


class _DeepRecursion:
    """Allows deep recursion while any thread needs it, and restores the limit of the process."""

    def __init__(self) -> None:
        self._lock, self._users, self._before = Lock(), 0, 0

    def __enter__(self) -> None:
        with self._lock:
            if not self._users:
                self._before = sys.getrecursionlimit()
                sys.setrecursionlimit(max(self._before, RECURSION_LIMIT))
            self._users += 1

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._users -= 1
            if not self._users:
                sys.setrecursionlimit(self._before)


_DEEP = _DeepRecursion()
