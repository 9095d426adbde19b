"""Messages for exceptions: unusable input, trouble with files, and bugs."""

from __future__ import annotations

import errno
import platform
import sys
import traceback
from pathlib import Path

from specquilt import REPOSITORY, __version__
from specquilt.cli import streams
from specquilt.cli.console import Console, coloured
from specquilt.openapi.finding import Finding, InputError, Severity
from specquilt.report import text

_ADVICE = "split the document, or select the operations that the client needs"
_ABOUT_SPACE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO, errno.EBADF}
_ABOUT_THE_MACHINE = {errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EAGAIN}
"""Numbers of errors that say nothing about a file, and are no bug."""


def explain(error: BaseException, *, verbose: bool) -> bool:
    """Print why a run has failed; return whether that is known, and no bug in specquilt."""
    Console().done()
    known = error if isinstance(error, InputError) else as_input_error(error)
    if known:
        shown = text.render(known.findings, coloured(sys.stderr), reasons=False)
        streams.say(shown, end="")
    else:
        streams.say(bug(error, verbose))
    return known is not None


def as_input_error(error: BaseException) -> InputError | None:
    """Return the error to report if the input or the file system caused an exception."""
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


def bug(error: BaseException, verbose: bool) -> str:
    """Return the message for an exception that is a bug."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    reason = f"{type(error).__name__}: {error}".encode("ascii", "backslashreplace").decode()
    return (
        ("".join(traceback.format_exception(error)) if verbose else "")
        + f"this is a bug in specquilt: {reason[:300]}{where}\n"
        f"  please report it at {REPOSITORY}/issues\n"
        f"  with the command, the smallest document that shows it, and "
        f"specquilt {__version__}, Python {platform.python_version()}, {platform.system()}"
        + ("" if verbose else "\n  --verbose shows the traceback")
    )
