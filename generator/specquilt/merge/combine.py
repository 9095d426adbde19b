"""Combines the operations and components of several fragments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from specquilt.merge.draft import Draft
from specquilt.merge.streaming_variant import join_streaming_variant
from specquilt.openapi.document import Document, clone
from specquilt.openapi.finding import Finding, Locatable, Severity
from specquilt.openapi.kinds import METHODS
from specquilt.openapi.pointer import Pointer, exists, resolve
from specquilt.openapi.values import mapping


def combine(documents: list[Document]) -> Draft:
    """Return a draft with the parts of all fragments.

    Equal parts become one part. Conflicting parts are reported as errors in the draft's findings.
    """
    draft = Draft()
    draft.provenance.set((), documents[0].provenance.trace(()))
    for document in documents:
        for pointer, value in _parts(document.data):
            _add(draft, document, pointer, value)
    return draft


def _parts(data: dict[str, Any]) -> Iterator[tuple[Pointer, Any]]:
    """Yield the parts that are compared as a whole: operations, components, and keys of paths."""
    for section in ("paths", "webhooks"):
        for path, item in (data.get(section) or {}).items():
            for key, value in mapping(item).items() if path[:2] != "x-" else ():
                yield (section, path, key), value
    for section, components in (data.get("components") or {}).items():
        for name, value in mapping(components).items():
            yield ("components", section, name), value


def _add(draft: Draft, document: Document, pointer: Pointer, value: Any) -> None:
    known = resolve(draft.data, pointer) if exists(draft.data, pointer) else None
    if known is None:
        draft.put(pointer, clone(value))
        draft.provenance.adopt(document.provenance, pointer, pointer)
    elif known == value:
        draft.provenance.add(pointer, document.provenance.trace(pointer))
    elif not (pointer[2] in METHODS and join_streaming_variant(draft, document, pointer, value)):
        draft.findings.append(_conflict(draft, document, pointer, known, value))


def _conflict(
    draft: Draft, document: Document, pointer: Pointer, known: Any, value: Any
) -> Finding:
    rule, subject = _subject(pointer)
    different = first_difference(known, value)
    here = document.provenance.place(pointer + different)
    there = draft.provenance.place(pointer + different)
    message = f"conflicting definitions of {subject}; the other one is {_where(there)}"
    return Finding(
        rule,
        Severity.ERROR,
        message,
        here,
        pointer + different,
        help="remove one of the pages, or make it a supplement",
        related=(there,) if there else (),
    )


def _subject(pointer: Pointer) -> tuple[str, str]:
    if pointer[0] == "components":
        return "schema-conflict", f"component '{pointer[1]}/{pointer[2]}'"
    if pointer[2] in METHODS:
        return "operation-conflict", f"{str(pointer[2]).upper()} {pointer[1]}"
    return "operation-conflict", f"key {pointer[2]!r} of path {pointer[1]}"


def first_difference(one: Any, other: Any) -> Pointer:
    """Return the pointer of the first difference between two values."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in [*one, *(key for key in other if key not in one)]:
            if one.get(key) != other.get(key):
                return (key, *first_difference(one.get(key), other.get(key)))
    if isinstance(one, list) and isinstance(other, list):
        for index, (left, right) in enumerate(zip(one, other, strict=False)):
            if left != right:
                return (index, *first_difference(left, right))
    return ()


def _where(place: Locatable | None) -> str:
    if place is None:
        return "on another page"
    return f"at {place.location.path}:{place.location.line}"
