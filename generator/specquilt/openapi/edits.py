"""The edits that rules and overlays make to a document; provenance follows each of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

from specquilt.openapi.document import Document, clone, copied
from specquilt.openapi.pointer import Pointer, resolve
from specquilt.openapi.provenance import Origin, Provenance, Trace
from specquilt.openapi.references import local, written


@dataclass(frozen=True)
class Set:
    """Put a value at a place; its parents exist, a list index may be one past the end."""

    pointer: Pointer
    value: Any
    source: Origin | None = None


@dataclass(frozen=True)
class Remove:
    """Take a value away."""

    pointer: Pointer


@dataclass(frozen=True)
class RenameKey:
    """Give a mapping entry another key at the same position."""

    pointer: Pointer
    key: str


@dataclass(frozen=True)
class RenameComponent:
    """Rename a component and every reference to it."""

    section: str
    old: str
    new: str


Edit: TypeAlias = Set | Remove | RenameKey | RenameComponent


def apply_edits(document: Document, edits: Iterable[tuple[str, Edit]]) -> Document:
    """Return the document with all edits made; each edit comes with the name of its step."""
    changed = copied(document)
    edit_in_place(changed, edits)
    return changed


def edit_in_place(document: Document, edits: Iterable[tuple[str, Edit]]) -> None:
    """Make all edits in a document that nobody else holds."""
    for step, edit in _in_order(list(edits)):
        _APPLY[type(edit)](document.data, document.provenance, edit, step)


def _in_order(edits: list[tuple[str, Edit]]) -> list[tuple[str, Edit]]:
    """Order edits so that none moves what a later one names: removals from the end, renames last."""
    sets = [item for item in edits if isinstance(item[1], Set)]
    removals = [item for item in edits if isinstance(item[1], Remove)]
    renames = [item for item in edits if isinstance(item[1], RenameKey | RenameComponent)]
    return [*sets, *sorted(removals, key=_position, reverse=True), *renames]


def _position(item: tuple[str, Edit]) -> list[tuple[int, str]]:
    """Sort pointers as places: the tenth item of a list comes after the second."""
    pointer = getattr(item[1], "pointer", ())
    return [(part, "") if isinstance(part, int) else (-1, part) for part in pointer]


def _set(data: Any, provenance: Provenance, edit: Set, step: str) -> None:
    parent, last = resolve(data, edit.pointer[:-1]), edit.pointer[-1]
    if isinstance(parent, list) and last == len(parent):
        parent.append(clone(edit.value))
    else:
        parent[last] = clone(edit.value)
    trace: Trace = (edit.source,) if edit.source else provenance.trace(edit.pointer)
    provenance.set(edit.pointer, tuple(origin.after(step) for origin in trace))


def _remove(data: Any, provenance: Provenance, edit: Remove, step: str) -> None:
    parent_pointer, last = edit.pointer[:-1], edit.pointer[-1]
    parent = resolve(data, parent_pointer)
    size = len(parent)
    del parent[last]
    for key in list(provenance.within(edit.pointer)):
        del provenance.entries[key]
    if isinstance(parent, list):
        for index in range(int(last) + 1, size):
            provenance.move((*parent_pointer, index), (*parent_pointer, index - 1))
    provenance.touch(parent_pointer, step)


def _rename_key(data: Any, provenance: Provenance, edit: RenameKey, step: str) -> None:
    parent, old = resolve(data, edit.pointer[:-1]), edit.pointer[-1]
    entries = [(edit.key if key == old else key, value) for key, value in parent.items()]
    parent.clear()
    parent.update(entries)
    new = (*edit.pointer[:-1], edit.key)
    provenance.move(edit.pointer, new)
    provenance.touch(new, step)


def _rename_component(data: Any, provenance: Provenance, edit: RenameComponent, step: str) -> None:
    pointer = ("components", edit.section, edit.old)
    _rename_key(data, provenance, RenameKey(pointer, edit.new), step)
    old, new = pointer, (*pointer[:-1], edit.new)
    _replace_references(data, old, written(new))


def _replace_references(value: Any, old: Pointer, new: str) -> None:
    """Change every string that names the component: ``$ref`` and discriminator mappings."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in items:
        if isinstance(item, str) and local(item) == old:
            value[key] = new
        elif isinstance(item, dict | list):
            _replace_references(item, old, new)


_APPLY: dict[type, Any] = {
    Set: _set,
    Remove: _remove,
    RenameKey: _rename_key,
    RenameComponent: _rename_component,
}
