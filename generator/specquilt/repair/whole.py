"""Makes a whole document usable: its references resolve, and it is valid."""

from __future__ import annotations

from specquilt.openapi.document import Document
from specquilt.openapi.finding import Finding
from specquilt.repair.outcome import MAX_ROUNDS
from specquilt.repair.references import without_broken_references
from specquilt.repair.violations import make_valid
from specquilt.validate.reported import Reported


def make_usable(document: Document, known: Reported) -> tuple[Document, list[Finding]]:
    """Return a valid document without broken references, and what had to be changed.

    Args:
        document: a document in which every object has its shape.
        known: what rules have reported already.

    Raises:
        InputError: a reference leads out of the document, or it cannot be made valid.
    """
    findings: list[Finding] = []
    for _ in range(MAX_ROUNDS):
        document, of_references = without_broken_references(document)
        valid, of_violations = make_valid(document, known)
        findings += [*of_references, *of_violations]
        is_done, document = valid is document, valid
        if is_done:  # otherwise, what was left out may have been referred to
            break
    return document, findings
