"""Whether a document is valid OpenAPI."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from specquilt.openapi.document import Document
from specquilt.openapi.finding import InputError
from specquilt.validate.conformance import doubts
from specquilt.validate.fault import Fault
from specquilt.validate.references import MAX_FAULTS, broken_references


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
    from specquilt.validate.judge import judged

    return judged(document, doubtful)
