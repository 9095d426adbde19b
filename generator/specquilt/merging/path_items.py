"""Gives each path a path item of its own: several may refer to the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from specquilt.openapi.document import Document
from specquilt.openapi.edits import Edit, Remove, Set, apply_edits
from specquilt.openapi.mentions import references_in
from specquilt.openapi.parts import PATH_SECTIONS, is_part
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.references import Target, follow_target, local_pointer
from specquilt.openapi.values import mapping

STEP = "merge"


def with_own_path_items(document: Document) -> Document:
    """Return a document in which each operation is at a place of its own.

    What is known of operations, such as their names, is known by their places.
    """
    targets = dict(_targets(document))
    uses = Counter(target.pointer for target in targets.values())
    items = {at: each for at, each in targets.items() if isinstance(each.value, dict)}
    shared = {at: each for at, each in items.items() if uses[each.pointer] > 1}
    if not shared:  # as in most documents
        return document
    document = _edited(document, _copies(document, shared))
    return _edited(document, _removals(document, {each.pointer for each in shared.values()}))


def _targets(document: Document) -> Iterator[tuple[Pointer, Target]]:
    """Yield the pointers of path items, and where they lead."""
    for section in PATH_SECTIONS:
        for path, item in mapping(document.data.get(section)).items():
            at = (section, path)
            yield at, follow_target(document.data, Target(at, item))


def _copies(document: Document, targets: Mapping[Pointer, Target]) -> Iterator[Edit]:
    for at, target in targets.items():
        if at != target.pointer:
            yield Set(at, target.value, document.provenance.place(target.pointer))


def _removals(document: Document, items: set[Pointer]) -> Iterator[Edit]:
    """Yield the edits that remove components that nothing refers to any more."""
    left = {each[:3] for each in map(local_pointer, references_in(document)) if each}
    for item in sorted(items - left, key=str):
        if is_part(item) and item[0] == "components":
            yield Remove(item)


def _edited(document: Document, edits: Iterator[Edit]) -> Document:
    return apply_edits(document, [(STEP, edit) for edit in edits])
