"""What is reported about an input: findings, their severity and their place."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from specquilt.openapi.coverage import Coverage
from specquilt.openapi.pointer import Pointer, show


class Severity(StrEnum):
    """How much a finding matters, from most to least."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    OFF = "off"

    @property
    def weight(self) -> int:
        """3 for an error, down to 0 for off."""
        return 3 - list(Severity).index(self)


class Fix(StrEnum):
    """How a rule fixes what it finds."""

    SAFE = "safe"
    GUESS = "guess"
    NONE = "none"


@dataclass(frozen=True)
class Location:
    """A place in a file that a person can open: 1-based line and column."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"

    @property
    def location(self) -> Location:
        """Itself: a location is a place that is already worked out."""
        return self


class Place(Protocol):
    """Something that knows its location, and works it out only when it is asked."""

    @property
    def location(self) -> Location: ...


@dataclass(frozen=True)
class Finding:
    """One thing reported about the input.

    Args:
        rule: id of the rule or decision, in kebab-case.
        severity: how much it matters.
        message: one lower-case sentence.
        place: where a person looks, if known.
        pointer: JSON Pointer inside the fragment or document.
        operation: ``METHOD /path`` the place belongs to, if any.
        help: what to do about it.
        fix: how the rule fixes it.
        repaired: whether this run has fixed it.
        related: other places that the message is about.
        covers: violations of the standard that this finding reports in full.
    """

    rule: str
    severity: Severity
    message: str
    place: Place | None = None
    pointer: Pointer = ()
    operation: str = ""
    help: str = ""
    fix: Fix = Fix.NONE
    repaired: bool = False
    related: tuple[Place, ...] = field(default=())
    covers: Coverage = field(default=Coverage())

    @property
    def location(self) -> Location | None:
        """Where a person looks."""
        return self.place.location if self.place else None

    def __str__(self) -> str:
        where = f"{self.location}: " if self.location else ""
        return f"{where}{self.severity}[{self.rule}] {self.message}"

    def as_json(self) -> dict[str, object]:
        """Return the finding as plain JSON values."""
        location = self.location
        return {
            "rule": self.rule,
            "severity": str(self.severity),
            "message": self.message,
            "path": location.path if location else None,
            "line": location.line if location else None,
            "column": location.column if location else None,
            "pointer": show(self.pointer),
            "operation": self.operation or None,
            "help": self.help or None,
            "fix": str(self.fix),
            "repaired": self.repaired,
            "related": [
                {"path": other.path, "line": other.line, "column": other.column}
                for other in (place.location for place in self.related)
            ],
        }


class InputError(Exception):
    """The input cannot be used; carries the findings that say why. The CLI exits with 2."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__("\n".join(map(str, findings)))
        self.findings = findings


def input_error(rule: str, message: str, place: Place | None = None, help: str = "") -> InputError:
    """Build the usual `InputError`: one finding of severity error."""
    return InputError(Finding(rule, Severity.ERROR, message, place, help=help))
