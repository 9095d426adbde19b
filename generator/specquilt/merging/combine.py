"""Combines the operations and components of several fragments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from specquilt.merging.annotations import bare
from specquilt.merging.draft import Draft
from specquilt.merging.streaming_variant import join_streaming_variant
from specquilt.merging.wider import JOINED, Wider
from specquilt.merging.wider_schema import union_of_lists
from specquilt.openapi.document import Document, clone
from specquilt.openapi.finding import Finding, Fix, Locatable, Severity
from specquilt.openapi.kinds import LIST, METHODS, Child, Kind, child_of, is_annotation
from specquilt.openapi.parts import parts_of
from specquilt.openapi.pointer import Pointer, exists, resolve
from specquilt.openapi.values import mapping

_ADVICE = "remove one of the pages, or make it a supplement"
CONFLICTS = ("schema-conflict", "operation-conflict")


def as_contradiction(finding: Finding) -> Finding:
    """Return the finding of a contradiction that nothing has resolved."""
    return replace(finding, severity=Severity.ERROR, help=_ADVICE, fix=Fix.NONE, repaired=False)


def combine(documents: list[Document], *, is_alone: bool = False) -> Draft:
    """Return a draft with the parts of all fragments.

    Equal parts become one part. Of parts that contradict each other, the wider of both is used,
    and the contradiction is reported in the draft's findings.

    Args:
        documents: the fragments.
        is_alone: whether nothing is added to the only fragment but keys of operations. The draft
            shares its parts then: to copy a large document takes longer than the rest of a merge.
    """
    draft = Draft()
    draft.provenance.set((), documents[0].provenance.trace(()))
    for document in documents:
        if is_alone:
            _share(draft, document)
            continue
        for pointer, value in _parts(document.data):
            _add(draft, document, pointer, value)
    return draft


def _share(draft: Draft, document: Document) -> None:
    """Put the parts of a document into a draft as they are; without extensions of `paths`."""
    for pointer, value in parts_of(document.data):
        is_item = isinstance(value, dict) and value and str(pointer[1])[:2] != "x-"
        if pointer[0] == "components" or is_item:
            draft.put(pointer, value)
            draft.provenance.adopt(document.provenance, pointer, pointer)


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
        _join(draft, document, pointer, value)


def _join(draft: Draft, document: Document, pointer: Pointer, value: Any) -> None:
    """Join a part with another definition of it, and report how they differ."""
    known = resolve(draft.data, pointer)
    first = draft.first.setdefault(pointer, known)
    difference = _difference(pointer, first, value)
    if difference is not None:
        draft.findings.append(_conflict(draft, document, pointer, difference))
        draft.put(pointer, clone(_wider(draft, document, pointer, known, value)))
        _adopt_new(draft, document, pointer, known, value)
    elif first != value:
        draft.add_once(_other_words(draft, document, pointer))
    draft.provenance.add(pointer, document.provenance.trace(pointer))


def _kind(pointer: Pointer) -> Child:
    """Return what a part contains."""
    section = Kind.COMPONENTS if pointer[0] == "components" else Kind.PATH_ITEM
    key = str(pointer[1] if section is Kind.COMPONENTS else pointer[2])
    return child_of(section, key) or Child(Kind.VALUE)


def _difference(pointer: Pointer, one: Any, other: Any) -> Pointer | None:
    """Return the pointer of the first contradiction inside a part. None if there is none."""
    section = Kind.COMPONENTS if pointer[0] == "components" else Kind.PATH_ITEM
    if section is Kind.PATH_ITEM and is_annotation(section, str(pointer[2])):
        return None
    kind = _kind(pointer).kind
    one_bare, other_bare = bare(one, kind), bare(other, kind)
    if one_bare == other_bare:
        return None
    found = first_difference(one_bare, other_bare)
    while not (exists(one, found) or exists(other, found)):
        found = found[:-1]
    return found


def _wider(draft: Draft, document: Document, pointer: Pointer, one: Any, other: Any) -> Any:
    wider, child = Wider(draft.data, document.data), _kind(pointer)
    if pointer[0] != "components" and child.many == LIST:
        if child.kind is Kind.PARAMETER:
            return wider.parameters(one, other)
        return union_of_lists(one, other)
    return wider.of(child.kind, one, other)


def _adopt_new(draft: Draft, document: Document, pointer: Pointer, one: Any, other: Any) -> None:
    """Copy the origins of values that only the other definition has."""
    if not isinstance(one, dict) or not isinstance(other, dict):
        return
    for key in other:
        place = (*pointer, key)
        if not exists(draft.data, place):
            continue
        if key in one:
            _adopt_new(draft, document, place, one[key], other[key])
        else:
            draft.provenance.adopt(document.provenance, place, place)


def _other_words(draft: Draft, document: Document, pointer: Pointer) -> Finding:
    here, there = (each.provenance.place(pointer) for each in (draft, document))
    return Finding(
        "annotations-differ",
        Severity.INFO,
        f"pages describe {_subject(pointer)[1]} in different words; those of the first page are used",
        here,
        pointer,
        related=(there,) if there else (),
    )


def _conflict(draft: Draft, document: Document, pointer: Pointer, different: Pointer) -> Finding:
    rule, subject = _subject(pointer)
    here = document.provenance.place(pointer + different)
    there = draft.provenance.place(pointer + different)
    return Finding(
        rule,
        Severity.WARNING,
        f"conflicting definitions of {subject}; the other one is {_where(there)}",
        here,
        pointer + different,
        help=f"{_used(pointer, different)} is used; {_ADVICE}",
        fix=Fix.GUESS,
        repaired=True,
        related=(there,) if there else (),
    )


def _used(pointer: Pointer, different: Pointer) -> str:
    """Return which of two definitions is used: objects that cannot be joined are not mixed."""
    child, inside = _kind(pointer), different
    while child.kind in JOINED and child.many != LIST and inside:
        below = child_of(child.kind, str(inside[0]))
        if below is None:
            break
        child, inside = below, inside[2 if below.many else 1 :]
    return "the wider of both" if child.kind in JOINED or child.many == LIST else "the first"


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
