"""Whether a document is valid OpenAPI."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from specquilt.check.conformance import doubts
from specquilt.check.fault import Fault
from specquilt.check.references import MAX_FAULTS, broken_references
from specquilt.document import Document
from specquilt.finding import InputError


def validate(document: Document) -> None:
    """Check that a document is valid OpenAPI.

    Raises:
        InputError: it is not; one finding for each fault, at the page that it came from.
    """
    findings = broken_references(document)
    if not findings and (doubtful := list(doubts(document.data))):
        faults = islice(_judged(document, doubtful), MAX_FAULTS)
        findings = [fault.finding(document) for fault in faults]
    if findings:
        raise InputError(*findings)


def _judged(document: Document, doubtful: list[Fault]) -> Iterator[Fault]:
    # Importing the judge takes longer than most documents do, and most are plainly valid.
    from specquilt.check.judge import judged

    return judged(document, doubtful)
