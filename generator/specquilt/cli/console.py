"""Where output goes: results to stdout, everything else to stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable

from specquilt.cli import streams
from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.finding import Finding, Fix, Severity


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
            if self.verbose or (finding.severity.weight >= self._least and not _settled(finding))
        ]
        if not wanted:
            return
        colour = coloured(sys.stderr)
        shown = text.render(wanted, colour, reasons=False) if self.verbose else None
        streams.say(shown or brief.render(wanted, colour), end="")

    @property
    def _least(self) -> int:
        return Severity.ERROR.weight if self.quiet else Severity.WARNING.weight


def _settled(finding: Finding) -> bool:
    """Return whether a finding needs no attention: it was fixed, and not by a guess."""
    return finding.repaired and finding.fix is not Fix.GUESS


def coloured(stream: object) -> bool:
    """Return whether to use colours: on a terminal, unless NO_COLOR is set (https://no-color.org)."""
    is_terminal = getattr(stream, "isatty", lambda: False)()
    return bool(is_terminal) and not os.environ.get("NO_COLOR")
