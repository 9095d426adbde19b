"""Messages for unexpected exceptions."""

from __future__ import annotations

import platform
import sys
import traceback
from pathlib import Path

from specquilt import __version__
from specquilt.openapi.finding import Finding, InputError, Severity

_ADVICE = "split the document, or select the operations that the client needs"


def as_input_error(error: Exception) -> InputError | None:
    """Return the error to report if the input or the file system caused an exception."""
    if isinstance(error, RecursionError):
        message = "schemas are nested or chained too deeply"
        return InputError(_finding("document-too-large", message, _ADVICE))
    if isinstance(error, MemoryError):
        return InputError(_finding("document-too-large", "not enough memory", _ADVICE))
    if isinstance(error, OSError) and error.filename is not None:
        reason = (error.strerror or str(error)).lower()
        return InputError(_finding("missing-file", f"{error.filename}: {reason}", ""))
    return None


def _finding(rule: str, message: str, advice: str) -> Finding:
    return Finding(rule, Severity.ERROR, message, help=advice)


def bug(error: Exception, verbose: bool) -> str:
    """Return the message for an exception that is a bug."""
    if verbose:
        traceback.print_exception(error, file=sys.stderr)
    frames = traceback.extract_tb(error.__traceback__)
    where = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    reason = f"{type(error).__name__}: {error}".encode("ascii", "backslashreplace").decode()
    return (
        f"this is a bug in specquilt, and nothing was written: {reason[:300]}{where}\n"
        f"  please report it with the command, the smallest document that shows it, and "
        f"specquilt {__version__}, Python {platform.python_version()}, {platform.system()}"
        + ("" if verbose else "\n  --verbose shows the traceback")
    )
