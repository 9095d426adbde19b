"""Puts the operations and components of fragments of equal standing side by side."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from specquilt.merge.combined import Combined
from specquilt.merge.twins import join_twins
from specquilt.openapi.document import Document, clone
from specquilt.openapi.finding import Finding, Place, Severity
from specquilt.openapi.kinds import METHODS
from specquilt.openapi.pointer import Pointer, exists, resolve
from specquilt.openapi.values import mapping


def combine(documents: list[Document]) -> Combined:
    """Combine fragments; equal parts become one, unequal ones are findings of severity error."""
    combined = Combined()
    combined.provenance.set((), documents[0].provenance.trace(()))
    for document in documents:
        for pointer, value in _parts(document.data):
            _add(combined, document, pointer, value)
    return combined


def _parts(data: dict[str, Any]) -> Iterator[tuple[Pointer, Any]]:
    """Yield what is compared as a whole: operations, components, and what paths share."""
    for section in ("paths", "webhooks"):
        for path, item in (data.get(section) or {}).items():
            for key, value in mapping(item).items() if path[:2] != "x-" else ():
                yield (section, path, key), value
    for section, components in (data.get("components") or {}).items():
        for name, value in mapping(components).items():
            yield ("components", section, name), value


def _add(combined: Combined, document: Document, pointer: Pointer, value: Any) -> None:
    known = resolve(combined.data, pointer) if exists(combined.data, pointer) else None
    if known is None:
        combined.put(pointer, clone(value))
        combined.provenance.adopt(document.provenance, pointer, pointer)
    elif known == value:
        combined.provenance.add(pointer, document.provenance.trace(pointer))
    elif not (pointer[2] in METHODS and join_twins(combined, document, pointer, value)):
        combined.findings.append(_conflict(combined, document, pointer, known, value))


def _conflict(
    combined: Combined, document: Document, pointer: Pointer, known: Any, value: Any
) -> Finding:
    rule, subject = _subject(pointer)
    different = first_difference(known, value)
    here = document.provenance.place(pointer + different)
    there = combined.provenance.place(pointer + different)
    message = f"{subject} is described differently on {_where(there)}"
    return Finding(
        rule,
        Severity.ERROR,
        message,
        here,
        pointer + different,
        help="leave one of the pages out, or make one of them a supplement",
        related=(there,) if there else (),
    )


def _subject(pointer: Pointer) -> tuple[str, str]:
    if pointer[0] == "components":
        return "schema-conflict", f"{pointer[1]} {pointer[2]!r}"
    if pointer[2] in METHODS:
        return "operation-conflict", f"{str(pointer[2]).upper()} {pointer[1]}"
    return "operation-conflict", f"{pointer[2]!r} of path {pointer[1]}"


def first_difference(one: Any, other: Any) -> Pointer:
    """Return the pointer of the first part in which two values differ."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in [*one, *(key for key in other if key not in one)]:
            if one.get(key) != other.get(key):
                return (key, *first_difference(one.get(key), other.get(key)))
    if isinstance(one, list) and isinstance(other, list):
        for index, (left, right) in enumerate(zip(one, other, strict=False)):
            if left != right:
                return (index, *first_difference(left, right))
    return ()


def _where(place: Place | None) -> str:
    if place is None:
        return "another page"
    return f"{place.location.path}:{place.location.line}"
