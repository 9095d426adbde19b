"""Collects findings while the API is read and named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field

from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.finding import Finding, InputError, Locatable, Severity
from specquilt.openapi.pointer import Pointer


@dataclass
class BuildReport:
    """Collects findings.

    Args:
        place: Returns where in the user's files a part of the document comes from.
        operation: Current operation as ``METHOD /path``, for the findings.
    """

    place: Callable[[Pointer], Locatable | None]
    operation: str = ""
    _findings: dict[Finding, None] = field(default_factory=dict)

    @property
    def findings(self) -> list[Finding]:
        """All findings so far, in order."""
        return list(self._findings)

    def add(
        self, rule: str, severity: Severity, message: str, pointer: Pointer, advice: str = ""
    ) -> None:
        """Add a finding. Duplicates are ignored."""
        self._findings[self.finding(rule, severity, message, pointer, advice)] = None

    def error(self, rule: str, message: str, pointer: Pointer, advice: str = "") -> InputError:
        """Return the exception for something that cannot be generated."""
        return InputError(self.finding(rule, Severity.ERROR, message, pointer, advice))

    def finding(
        self, rule: str, severity: Severity, message: str, pointer: Pointer, advice: str
    ) -> Finding:
        """Return a finding located in the user's files."""
        return Finding(
            rule,
            severity,
            message,
            self.place(pointer),
            pointer,
            operation=self.operation,
            help=advice,
        )
