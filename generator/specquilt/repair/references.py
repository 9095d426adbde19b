"""Removes unresolved references: what they refer to is unknown."""

from __future__ import annotations

import re
from typing import Any, TypeAlias

from specquilt.openapi.document import Document
from specquilt.openapi.edits import Edit, Remove, Set
from specquilt.openapi.finding import Finding, InputError
from specquilt.openapi.kinds import Kind, object_at
from specquilt.openapi.pointer import Pointer, exists, resolve
from specquilt.openapi.references import (
    LONGEST_CHAIN,
    UnresolvedReference,
    local_pointer,
    reference_to,
    target,
)
from specquilt.repair import advice
from specquilt.repair.outcome import MAX_ROUNDS, Repair, repaired
from specquilt.validate.references import MAX_FAULTS, broken_references

_Ends: TypeAlias = dict[Pointer, tuple[Pointer | None, int]]
"""Where chains of references end, and how many references that takes, by their first target."""

_URL = re.compile(r"https?://", re.IGNORECASE)
_DEFINITIONS = ("$defs", "definitions")
_INSTEAD: dict[Kind, Any] = {
    Kind.SCHEMA: {},
    Kind.RESPONSE: {"description": ""},
    Kind.REQUEST_BODY: {"content": {"application/json": {"schema": {}}}},
}
"""What is certain about an object that is not known."""


def without_broken_references(document: Document) -> tuple[Document, list[Finding]]:
    """Return a document whose references all resolve, and what had to be changed.

    Raises:
        InputError: a reference leads to a file that is not allowed.
    """
    findings: list[Finding] = []
    for _ in range(MAX_ROUNDS):
        broken = broken_references(document, most=None)
        if outside := [each for each in broken if _leads_to_file(document, each)]:
            raise InputError(*outside[:MAX_FAULTS])
        if not broken:
            break
        ends: _Ends = {}
        document, news = repaired(document, [_repair(document, each, ends) for each in broken])
        findings.extend(news)
    return document, findings


def _leads_to_file(document: Document, broken: Finding) -> bool:
    """Return whether the user can name a folder, so that the reference leads somewhere."""
    is_url = _URL.match(resolve(document.data, broken.pointer))
    return broken.rule == "external-reference" and not is_url


def _repair(document: Document, broken: Finding, ends: _Ends) -> Repair:
    meant = _meant(document, broken.pointer)
    if meant is not None:
        reference = reference_to(meant)
        edits = (Set(broken.pointer, reference),)
        return Repair(broken.pointer, broken.message, f"read as {reference!r}", edits)
    end = _end(document, broken.pointer, ends)
    if end is not None:
        shortened = Set(broken.pointer, reference_to(end))
        return Repair(broken.pointer, broken.message, "refers to its end", (shortened,))
    edit = _edit(broken.pointer[:-1])
    done = "left out" if isinstance(edit, Remove) else "anything is accepted there"
    reference = resolve(document.data, broken.pointer)
    help = broken.help or ""
    if broken.rule != "external-reference":
        help = advice.defined(document.data, reference, broken.pointer[:-1])
    return Repair(broken.pointer, broken.message, done, (edit,), loses=True, advice=help)


def _meant(document: Document, pointer: Pointer) -> Pointer | None:
    """Return the definition that a reference means, in a schema that was a document of its own.

    `#/$defs/Part` begins at the root of that schema. Its definitions may also have become
    components of this document.
    """
    place = local_pointer(resolve(document.data, pointer)) or ()
    if len(place) < 2 or place[0] not in _DEFINITIONS:
        return None
    around = [(*pointer[:length], *place) for length in range(len(pointer) - 1, 0, -1)]
    places: list[Pointer] = [*around, ("components", "schemas", *place[1:])]
    return next((place for place in places if exists(document.data, place)), None)


def _end(document: Document, pointer: Pointer, ends: _Ends) -> Pointer | None:
    """Return where a long chain of references ends; None if it is broken, or goes round.

    Args:
        document: The document.
        pointer: Where a reference is.
        ends: What is known from other chains, most of which are parts of each other.
    """
    way: dict[Pointer, None] = {}
    end, steps = None, 0
    value: Any = {"$ref": resolve(document.data, pointer)}
    while isinstance(value, dict) and "$ref" in value:
        try:
            place, value = target(document.data, value["$ref"])
        except UnresolvedReference:
            break
        if place in ends or place in way:
            end, steps = ends.get(place, (None, 0))
            break
        way[place] = None
    else:
        end, steps = next(reversed(way)) if isinstance(value, dict) else None, 0
    for steps, place in enumerate(reversed(way), steps + 1):  # noqa: B020 - goes on counting
        ends[place] = end, steps
    return end if steps > LONGEST_CHAIN else None


def _edit(holder: Pointer) -> Edit:
    kind, place = object_at(holder)
    if place != holder or not holder:
        return Remove((*holder, "$ref"))
    return Set(holder, _INSTEAD[kind]) if kind in _INSTEAD else Remove(holder)
