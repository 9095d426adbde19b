"""Findings of building: collected while facts are read and named, each with its origin."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from specquilt.openapi.finding import Finding, InputError, Locatable, Severity
from specquilt.openapi.pointer import Pointer


@dataclass
class BuildReport:
    """Collects findings.

    Args:
        place: returns where in the user's files a pointer of the document comes from.
        operation: ``METHOD /path`` that is being read.
    """

    place: Callable[[Pointer], Locatable | None]
    operation: str = ""
    _findings: dict[Finding, None] = field(default_factory=dict)

    @property
    def findings(self) -> list[Finding]:
        """Everything noted so far, in order."""
        return list(self._findings)

    def add(
        self, rule: str, severity: Severity, message: str, pointer: Pointer, advice: str = ""
    ) -> None:
        """Note a finding; the same one is noted once."""
        self._findings[self.finding(rule, severity, message, pointer, advice)] = None

    def error(self, rule: str, message: str, pointer: Pointer, advice: str = "") -> InputError:
        """Return what to raise when nothing correct can be generated."""
        return InputError(self.finding(rule, Severity.ERROR, message, pointer, advice))

    def finding(
        self, rule: str, severity: Severity, message: str, pointer: Pointer, advice: str
    ) -> Finding:
        """Make a finding at the place that its pointer came from."""
        return Finding(
            rule,
            severity,
            message,
            self.place(pointer),
            pointer,
            operation=self.operation,
            help=advice,
        )
