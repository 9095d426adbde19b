"""Findings: problems in an input, with their severity and location."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from specquilt.openapi.coverage import Coverage
from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.pointer import Pointer, show

if TYPE_CHECKING:  # edits change the provenance, which has places
    from specquilt.openapi.edits import Edit

INVALID = "invalid-document"
"""Id of the findings about parts of a document that break the standard."""

LEFT_OUT = "part-left-out"
"""Id of the findings about parts of a document that the client does without."""


class Severity(StrEnum):
    """Severity of a finding. Members are ordered from most to least severe."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    OFF = "off"

    @property
    def weight(self) -> int:
        """The severity as a number, from 3 (error) to 0 (off)."""
        return 3 - list(Severity).index(self)


class Fix(StrEnum):
    """Whether a rule can fix its findings, and how certain the fix is."""

    SAFE = "safe"
    GUESS = "guess"
    NONE = "none"


@dataclass(frozen=True)
class Location:
    """A position in a file. Lines and columns start at 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"

    @property
    def location(self) -> Location:
        """The location itself. Makes a location usable as a `Locatable`."""
        return self


class Locatable(Protocol):
    """An object with a location. The location may be computed on first access."""

    @property
    def location(self) -> Location: ...


@dataclass(frozen=True)
class Finding:
    """One problem in the input.

    Args:
        rule: id of the rule or decision, in kebab-case.
        severity: severity of the problem.
        message: what is wrong, as one lower-case sentence.
        place: location in a file, if known.
        pointer: JSON Pointer inside the fragment or document.
        operation: ``METHOD /path`` of the enclosing operation, if any.
        help: how to resolve the problem.
        fix: whether the rule has a fix, and how certain it is.
        repaired: whether this run has fixed the problem.
        related: other locations that the message mentions.
        covers: violations of the standard that this finding reports in full.
        edits: what the fix of the rule writes.
    """

    rule: str
    severity: Severity
    message: str
    place: Locatable | None = None
    pointer: Pointer = ()
    operation: str = ""
    help: str = ""
    fix: Fix = Fix.NONE
    repaired: bool = False
    related: tuple[Locatable, ...] = field(default=())
    covers: Coverage = field(default=Coverage())
    edits: tuple[Edit, ...] = field(default=(), repr=False, compare=False)

    @property
    def location(self) -> Location | None:
        """The location in a file, if known."""
        return self.place.location if self.place else None

    @property
    def identity(self) -> str:
        """What a baseline knows it by, besides its place: the message, without what varies."""
        return self.message

    @property
    def is_quotable(self) -> bool:
        """Whether reports may show the line that it is about: those of recordings have secrets."""
        return True

    @property
    def is_settled(self) -> bool:
        """Whether it needs no attention: it was fixed, and not by a guess."""
        return self.repaired and self.fix is not Fix.GUESS

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
    """The input cannot be used. Contains the findings that explain why. The CLI exits with 2."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__(*findings)
        self.findings = findings

    def __str__(self) -> str:
        return "\n".join(map(str, self.findings))


def input_error(
    rule: str, message: str, place: Locatable | None = None, help: str = ""
) -> InputError:
    """Return an `InputError` with one finding of severity error."""
    return InputError(Finding(rule, Severity.ERROR, message, place, help=help))
