"""Where output goes: results to stdout, everything else to stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable

from specquilt.cli import streams
from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.finding import Finding, Severity


@dataclass(frozen=True)
class Console:
    """Messages to a person.

    Args:
        quiet: print results and errors only.
        verbose: print findings in full, also those that need no action.
    """

    quiet: bool = False
    verbose: bool = False

    def note(self, text: str) -> None:
        """Print what was done."""
        if not self.quiet:
            streams.say(text)

    def progress(self, stage: str) -> None:
        """Show the current stage, on a terminal only."""
        if not self.quiet and sys.stderr.isatty():
            streams.say(f"\r\x1b[2K{stage} …", end="")

    def done(self) -> None:
        """Remove the stage from the terminal."""
        if not self.quiet and sys.stderr.isatty():
            streams.say("\r\x1b[2K", end="")

    def findings(self, findings: Iterable[Finding]) -> None:
        """Print errors and warnings that need attention, in brief; all in full if verbose."""
        from specquilt.report import brief, text

        wanted = [
            finding
            for finding in findings
            if self.verbose or (finding.severity.weight >= self._least and not finding.is_settled)
        ]
        if not wanted:
            return
        colour = coloured(sys.stderr)
        shown = text.render(wanted, colour, reasons=False) if self.verbose else None
        streams.say(shown or brief.render(wanted, colour), end="")

    @property
    def _least(self) -> int:
        return Severity.ERROR.weight if self.quiet else Severity.WARNING.weight


def coloured(stream: object) -> bool:
    """Return whether to use colours: on a terminal that has them, or as the environment says.

    NO_COLOR (https://no-color.org) takes precedence over FORCE_COLOR (https://force-color.org).
    """
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    is_terminal = getattr(stream, "isatty", lambda: False)()
    return bool(is_terminal) and os.environ.get("TERM") != "dumb"
