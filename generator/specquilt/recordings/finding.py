"""Findings about recordings, and about what they show."""

from __future__ import annotations

from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.finding import Finding


@dataclass(frozen=True)
class RecordingFinding(Finding):
    """A finding about a recording: its line may have secrets."""

    @property
    def is_quotable(self) -> bool:
        """Whether reports may show the line."""
        return False


@dataclass(frozen=True)
class DriftFinding(Finding):
    """A finding about a document, which recordings contradict or complete.

    Args:
        subject: The schema or the operation that it is about: `GetModelResponse`.
        text: What was found, without numbers: a baseline knows the finding by it.
        seen: How often it was seen.
        of: How often it could have been seen.
    """

    subject: str = ""
    text: str = ""
    seen: int = 0
    of: int = 0

    @property
    def identity(self) -> str:
        """What a baseline knows it by."""
        return self.text

    def as_json(self) -> dict[str, object]:
        """Return the finding as plain JSON values, with the counts."""
        return {**super().as_json(), "subject": self.subject, "seen": self.seen, "of": self.of}
