"""The standard streams: closed ones are opened, and no character is too much for them.

Nothing heavy is imported here: this is done before anything else.
"""

from __future__ import annotations

import os
import sys
from typing import cast

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import TextIO

_MODES = (os.O_RDONLY, os.O_RDONLY, os.O_WRONLY)
"""Of what stands in for closed streams: results must not be lost silently, messages may be."""


def prepare() -> None:
    """Make all standard streams usable, and keep their numbers from being given to other files."""
    for number, mode in enumerate(_MODES):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, mode)
    # Python leaves out streams that are closed when it starts.
    sys.stdin = sys.stdin or _opened(0, "r")
    sys.stdout = sys.stdout or _opened(1, "w")
    sys.stderr = sys.stderr or _opened(2, "w")
    for stream in (sys.stdout, sys.stderr):
        _escape(stream)


def result(text: str) -> None:
    """Write a result to stdout: in UTF-8, as YAML, JSON and patches must be, unless it is read now.

    Raises:
        OSError: it cannot be written.
    """
    stream = sys.stdout
    if stream.isatty() or not hasattr(stream, "buffer"):
        stream.write(text)
    else:
        stream.flush()
        stream.buffer.write(text.encode("utf-8", "backslashreplace"))


def say(text: str, *, end: str = "\n") -> None:
    """Write a message to stderr; a closed stream is no error."""
    try:
        sys.stderr.write(text + end)
        sys.stderr.flush()
    except (OSError, ValueError):  # the disk that it goes to is full, or it has been closed
        discard(sys.stderr)


def flush() -> None:
    """Write what has been held back for stdout.

    Raises:
        OSError: it cannot be written.
    """
    try:
        sys.stdout.flush()
    except OSError as error:
        error.filename = error.filename or "stdout"
        raise


def flush_or_discard(stream: TextIO) -> None:
    """Write what has been held back for a stream, or drop it if that is not possible."""
    try:
        stream.flush()
    except (OSError, ValueError):
        discard(stream)


def discard(stream: TextIO) -> None:
    """Drop what is still to be written to a stream: Python would try it again when it ends."""
    try:
        number = stream.fileno()
    except (OSError, ValueError):  # it has no file behind it
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, number)
    os.close(nowhere)


def _opened(number: int, mode: str) -> TextIO:
    return cast("TextIO", os.fdopen(number, mode, encoding="utf-8", closefd=False))


def _escape(stream: TextIO) -> None:
    """Write characters that a stream's encoding lacks as escape sequences."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure:
        reconfigure(errors="backslashreplace")
