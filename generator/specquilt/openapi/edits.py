"""The edits that rules and overlays make to a document; provenance follows each of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from specquilt.openapi.document import Document, clone, copied
from specquilt.openapi.pointer import Pointer, resolve
from specquilt.openapi.provenance import Origin, Provenance, Trace
from specquilt.openapi.references import local, written
from specquilt.openapi.values import listing, mapping


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
    """Give a mapping entry another key at the same position; references to it follow."""

    pointer: Pointer
    key: str


Edit: TypeAlias = Set | Remove | RenameKey


def apply_edits(document: Document, edits: Iterable[tuple[str, Edit]]) -> Document:
    """Return the document with all edits made; each edit comes with the name of its step."""
    changed = copied(document)
    edit_in_place(changed, edits)
    return changed


def edit_in_place(document: Document, edits: Iterable[tuple[str, Edit]]) -> None:
    """Make all edits in a document that nobody else holds."""
    ordered = _in_order(list(edits))
    for step, edit in ordered:
        _APPLY[type(edit)](document.data, document.provenance, edit, step)
    _move_references(document.data, [edit for _, edit in ordered])


def _in_order(edits: list[tuple[str, Edit]]) -> list[tuple[str, Edit]]:
    """Order edits so that none moves what a later one names: removals from the end, renames last."""
    sets = [item for item in edits if isinstance(item[1], Set)]
    removals = [item for item in edits if isinstance(item[1], Remove)]
    renames = [item for item in edits if isinstance(item[1], RenameKey)]
    return [*sets, *sorted(removals, key=_position, reverse=True), *renames]


def _position(item: tuple[str, Edit]) -> list[tuple[int, str]]:
    """Sort pointers as places: the tenth item of a list comes after the second."""
    pointer = item[1].pointer
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


_APPLY: dict[type, Any] = {Set: _set, Remove: _remove, RenameKey: _rename_key}


# --- references ------------------------------------------------------------------------------

_Place: TypeAlias = tuple[str, ...]
_REFERENCES = ("$ref", "operationRef")


class _Moves:
    """Where values are after edits, all of whose pointers are those from before.

    Args:
        keys: new keys, by the old place of the value.
        removed: indexes that are gone, by the place of their list.
    """

    def __init__(self, edits: Iterable[Edit]) -> None:
        self.keys: dict[_Place, str] = {}
        self.removed: dict[_Place, list[int]] = {}
        for edit in edits:
            place = _place(edit.pointer)
            if isinstance(edit, RenameKey):
                self.keys[place] = edit.key
            elif isinstance(edit, Remove) and isinstance(edit.pointer[-1], int):
                self.removed.setdefault(place[:-1], []).append(edit.pointer[-1])

    def __bool__(self) -> bool:
        return bool(self.keys or self.removed)

    def of(self, pointer: Pointer) -> Pointer:
        """Return where a value is now."""
        place = _place(pointer)
        return tuple(self._part(place[: at + 1]) for at in range(len(place)))

    def name(self, section: str, name: str) -> str:
        """Return what a component is called now."""
        return self.keys.get(("components", section, name), name)

    def _part(self, place: _Place) -> str:
        *above, part = place
        gone = self.removed.get(tuple(above), ())
        if gone and part.isdecimal():
            return str(int(part) - sum(index < int(part) for index in gone))
        return self.keys.get(place, part)


def _place(pointer: Pointer) -> _Place:
    return tuple(map(str, pointer))


def _move_references(data: Any, edits: Iterable[Edit]) -> None:
    """Let references follow what has another place now.

    They are in ``$ref``, links, the mappings of discriminators, and security requirements.
    """
    moves = _Moves(edits)
    for value in _mappings(data) if moves else ():
        for holder, key in _references(value):
            holder[key] = _moved(holder[key], moves)
        for requirement in map(mapping, listing(value.get("security"))):
            renamed = {moves.name("securitySchemes", key): requirement[key] for key in requirement}
            requirement.clear()
            requirement.update(renamed)


def _moved(reference: str, moves: _Moves) -> str:
    pointer = local(reference)
    if pointer is None:  # a discriminator may name a schema without its place
        return moves.name("schemas", reference)
    moved = moves.of(pointer)
    return reference if moved == _place(pointer) else written(moved)


def _mappings(data: Any) -> Iterator[dict[str, Any]]:
    waiting = [data]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            yield value
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)


def _references(value: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield what holds the references of an object, and the key of each."""
    yield from ((value, key) for key in _REFERENCES if isinstance(value.get(key), str))
    names = mapping(mapping(value.get("discriminator")).get("mapping"))
    yield from ((names, key) for key, name in names.items() if isinstance(name, str))
