"""Takes away references that lead nowhere: what they stand for is unknown."""

from __future__ import annotations

from typing import Any

from specquilt.openapi.document import Document
from specquilt.openapi.edits import Edit, Remove, Set
from specquilt.openapi.finding import Finding, InputError
from specquilt.openapi.kinds import Kind
from specquilt.openapi.pointer import Pointer
from specquilt.repair.outcome import MAX_ROUNDS, Repair, repaired
from specquilt.validate.references import broken_references
from specquilt.validate.violation import object_at

_INSTEAD: dict[Kind, Any] = {
    Kind.SCHEMA: {},
    Kind.RESPONSE: {"description": ""},
    Kind.REQUEST_BODY: {"content": {"application/json": {"schema": {}}}},
}
"""What is certain about an object that is not known."""


def without_broken_references(document: Document) -> tuple[Document, list[Finding]]:
    """Return a document whose references all resolve, and what had to be changed.

    Raises:
        InputError: a reference leads out of the document.
    """
    findings: list[Finding] = []
    for _ in range(MAX_ROUNDS):
        broken = broken_references(document)
        if external := [each for each in broken if each.rule == "external-reference"]:
            raise InputError(*external)
        if not broken:
            break
        document, news = repaired(document, [_repair(each) for each in broken])
        findings.extend(news)
    return document, findings


def _repair(broken: Finding) -> Repair:
    edit = _edit(broken.pointer[:-1])
    done = "left out" if isinstance(edit, Remove) else "anything is accepted there"
    return Repair(broken.pointer, broken.message, done, (edit,), loses=True)


def _edit(holder: Pointer) -> Edit:
    kind, place = object_at(holder)
    if place != holder or not holder:
        return Remove((*holder, "$ref"))
    return Set(holder, _INSTEAD[kind]) if kind in _INSTEAD else Remove(holder)
