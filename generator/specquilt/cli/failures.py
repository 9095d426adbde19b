"""Messages for exceptions: unusable input, trouble with files, and bugs."""

from __future__ import annotations

import platform
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from specquilt import REPOSITORY, __version__
from specquilt.cli import streams
from specquilt.cli.console import Console, coloured
from specquilt.library.failures import as_input_error
from specquilt.openapi.finding import Finding
from specquilt.report import text


def explain(error: BaseException, *, verbose: bool) -> bool:
    """Print why a run has failed; return whether that is known, and no bug in specquilt."""
    Console().done()
    known = as_input_error(error)
    if known:
        streams.say(_shown(known.findings), end="")
    else:
        streams.say(bug(error, verbose))
    return known is not None


def _shown(findings: Sequence[Finding]) -> str:
    """Return findings as text; one that is about the command line needs no count."""
    colour = coloured(sys.stderr)
    if len(findings) > 1 or any(finding.location for finding in findings):
        return text.render(findings, colour, reasons=False)
    return "\n".join(text.lines(findings, colour, reasons=False)).rstrip("\n") + "\n"


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
