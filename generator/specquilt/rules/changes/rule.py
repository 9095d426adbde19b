"""What a kind of change is, and its verdicts."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.finding import Severity
from specquilt.rules.engine.rule import Rule


class Verdict(StrEnum):
    """What a change means for those who use the version before. Ordered from least to most."""

    NONE = "none"
    PATCH = "patch"
    MINOR = "minor"
    MAJOR = "major"

    @property
    def weight(self) -> int:
        """The verdict as a number, from 0 (none) to 3 (major)."""
        return list(Verdict).index(self)


class Verdicts(NamedTuple):
    """The verdicts of a change.

    Args:
        wire: Whether old requests are refused, or old readers fail.
        sdk: Whether code of callers fails to type-check or to run with the new package.
    """

    wire: Verdict
    sdk: Verdict

    @property
    def worst(self) -> Verdict:
        """The more severe of both."""
        return max(self, key=lambda each: each.weight)

    def joined(self, other: Verdicts) -> Verdicts:
        """Return the more severe verdict of each kind."""
        pairs = zip(self, other, strict=True)
        return Verdicts(*(max(pair, key=lambda each: each.weight) for pair in pairs))


NONE, PATCH, MINOR, MAJOR = Verdict.NONE, Verdict.PATCH, Verdict.MINOR, Verdict.MAJOR
BOTH_MAJOR, BOTH_MINOR = Verdicts(MAJOR, MAJOR), Verdicts(MINOR, MINOR)
CODE_MAJOR, CODE_MINOR, CODE_PATCH = (Verdicts(NONE, each) for each in (MAJOR, MINOR, PATCH))
WIRE_MAJOR, WIRE_MINOR = Verdicts(MAJOR, NONE), Verdicts(MINOR, NONE)
NOTHING = Verdicts(NONE, NONE)

_SEVERITIES = {MAJOR: Severity.ERROR}


@dataclass(frozen=True)
class ChangeRule:
    """One kind of change.

    Args:
        summary: Completes the sentence "Finds …".
        why: What the change means for those who use the version before.
        sent: Verdicts of a change to what requests contain, or to anything that has no side.
        received: Verdicts of a change to what answers contain. Default: those of `sent`.
        at: Place of the example in a document, as a JSON Pointer.
        before, after: The values at that place, as YAML. Empty if there is none.
    """

    summary: str
    why: str
    sent: Verdicts
    received: Verdicts | None = None
    at: str = ""
    before: str = ""
    after: str = ""

    @property
    def worst(self) -> Verdict:
        """The most severe of all verdicts."""
        return self.sent.joined(self.received or self.sent).worst

    @property
    def rule(self) -> Rule:
        """The rule, as `explain`, `rules` and reports show it."""
        return Rule(
            summary=self.summary,
            why=f"{self.why} {self.verdicts}",
            severity=severity_of(self.worst),
            before=_shown(self.at, self.before),
            after=_shown(self.at, self.after),
        )

    @property
    def verdicts(self) -> str:
        """The verdicts as a sentence."""
        if self.received is None or self.received == self.sent:
            return f"Verdicts: {_words(self.sent)}."
        return f"Verdicts in requests: {_words(self.sent)}; in answers: {_words(self.received)}."


def severity_of(verdict: Verdict) -> Severity:
    """Return the severity of findings with a verdict: only what breaks anything is an error."""
    return _SEVERITIES.get(verdict, Severity.INFO)


def _words(verdicts: Verdicts) -> str:
    return f"wire {verdicts.wire}, sdk {verdicts.sdk}"


def _shown(at: str, value: str) -> str:
    return f"# {at}\n{value or '# (nothing)'}" if at else ""
