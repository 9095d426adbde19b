"""What a command says, and where: results on stdout, everything else on stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass

from specquilt.openapi.finding import Finding, Fix, Severity


@dataclass(frozen=True)
class Console:
    """How much to say.

    Args:
        quiet: only results and errors.
        verbose: also findings that need no action.
    """

    quiet: bool = False
    verbose: bool = False

    def note(self, text: str) -> None:
        """Tell what was done."""
        if not self.quiet:
            print(text, file=sys.stderr)

    def progress(self, stage: str) -> None:
        """Show the stage on a terminal; a log gets nothing."""
        if not self.quiet and sys.stderr.isatty():
            print(f"\r\x1b[2K{stage} …", end="", file=sys.stderr, flush=True)

    def done(self) -> None:
        """Take the stage off the terminal."""
        if not self.quiet and sys.stderr.isatty():
            print("\r\x1b[2K", end="", file=sys.stderr, flush=True)

    def findings(self, findings: Iterable[Finding]) -> None:
        """Show what deserves attention: errors and warnings, and the rest if verbose."""
        from specquilt.report import text

        wanted = [
            finding
            for finding in findings
            if self.verbose or (finding.severity.weight >= self._least and not _settled(finding))
        ]
        if wanted:
            print(text.render(wanted, coloured(sys.stderr), reasons=False), end="", file=sys.stderr)

    @property
    def _least(self) -> int:
        return Severity.ERROR.weight if self.quiet else Severity.WARNING.weight


def _settled(finding: Finding) -> bool:
    """A safe repair is what the tool is for, an overlay speaks for itself; a guess wants to be seen."""
    return finding.repaired and finding.fix is not Fix.GUESS


def coloured(stream: object) -> bool:
    """Say whether to colour: on a terminal, unless NO_COLOR is set (https://no-color.org)."""
    is_terminal = getattr(stream, "isatty", lambda: False)()
    return bool(is_terminal) and not os.environ.get("NO_COLOR")


def counted(number: int, noun: str) -> str:
    """Write ``1 finding`` or ``2 findings``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
