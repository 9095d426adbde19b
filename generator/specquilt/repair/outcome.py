"""What a repair does to a document, and what the user reads about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.document import Document
from specquilt.openapi.edits import Edit, apply_edits
from specquilt.openapi.finding import INVALID, LEFT_OUT, Finding, Fix, Severity
from specquilt.openapi.operations import operation_at
from specquilt.openapi.pointer import Pointer, exists, resolve
from specquilt.repair.advice import without

MAX_ROUNDS = 60
"""A repair may show what is wrong one level below or above, so there are several rounds."""


@dataclass(frozen=True)
class Repair:
    """A fault, and the edits that end it.

    Args:
        at: where the document is wrong.
        message: what is wrong, as one lower-case sentence.
        done: how it is read instead, as in "read as a list of one item".
        edits: what to change.
        loses: whether the client does without a part of the document.
        is_reported: whether the user knows already.
        advice: how the user goes on, in the words that he can paste.
    """

    at: Pointer
    message: str
    done: str
    edits: tuple[Edit, ...]
    loses: bool = False
    is_reported: bool = False
    advice: str = ""

    @property
    def rule(self) -> str:
        """The id of the finding, and of the step in the provenance."""
        return LEFT_OUT if self.loses else INVALID

    def finding(self, document: Document) -> Finding:
        """Return what a user reads."""
        operation = operation_at(self.at)
        exclusion = without(operation) if self.loses else ""
        return Finding(
            self.rule,
            Severity.WARNING,
            f"{self.message}: {self.done}",
            document.provenance.place(self.at),
            self.at,
            operation=operation,
            help="\n".join(filter(None, (self.advice, exclusion))),
            fix=Fix.GUESS,
            repaired=True,
        )


def repaired(document: Document, repairs: Sequence[Repair]) -> tuple[Document, list[Finding]]:
    """Return the document after some repairs, and a finding for each that is not reported yet."""
    findings = [repair.finding(document) for repair in repairs if not repair.is_reported]
    edits = [(repair.rule, edit) for repair in repairs for edit in repair.edits]
    return apply_edits(document, edits), findings


def rewritten(before: Document, after: Document, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings of repairs whose place an overlay has written anew."""
    for finding in findings:
        if finding.rule in (INVALID, LEFT_OUT) and finding.pointer:
            was, now = (_at(document, finding.pointer) for document in (before, after))
            if now != was:
                yield finding


def _at(document: Document, place: Pointer) -> Any:
    return [resolve(document.data, place)] if exists(document.data, place) else []


def fixed_by_hand(before: list[Finding], after: list[Finding]) -> list[Finding]:
    """Return what the overlay has fixed; what a hand has written is no guess."""
    remaining = {(each.rule, each.message) for each in after}
    return [
        replace(finding, repaired=True, fix=Fix.SAFE)
        for finding in before
        if (finding.rule, finding.message) not in remaining
    ]
