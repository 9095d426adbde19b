"""The edits that rules and overlays make to a document. Each edit also updates the provenance."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.document import Document, clone, copied
from specquilt.openapi.mentions import MENTIONS, Mentions
from specquilt.openapi.parts import part_around, parts_of
from specquilt.openapi.pointer import Pointer, resolve
from specquilt.openapi.provenance import Origin, Provenance, Trace
from specquilt.openapi.references import local_pointer, reference_to
from specquilt.openapi.values import listing, mapping


@dataclass(frozen=True)
class Set:
    """Set a value. Its parent must exist. An index equal to the length of a list appends."""

    pointer: Pointer
    value: Any
    source: Origin | None = None


@dataclass(frozen=True)
class Remove:
    """Remove a value."""

    pointer: Pointer


@dataclass(frozen=True)
class RenameKey:
    """Rename a key of a mapping and keep its position. References to the entry are updated."""

    pointer: Pointer
    key: str


Edit: TypeAlias = Set | Remove | RenameKey


def apply_edits(document: Document, edits: Iterable[tuple[str, Edit]]) -> Document:
    """Return a copy of the document with all edits applied. It shares the parts that they leave alone.

    Args:
        document: the document, which is not changed.
        edits: the edits, each with the name of the step for the provenance.
    """
    edits = list(edits)
    moves = _Moves(edit for _, edit in edits)
    kept = _unconcerned(document, [edit.pointer for _, edit in edits], moves)
    changed = copied(document, kept)
    _apply(changed, edits, moves, {id(value) for value in kept.values()})
    return changed


def edit_in_place(document: Document, edits: Iterable[tuple[str, Edit]]) -> None:
    """Apply all edits to the document itself."""
    edits = list(edits)
    _apply(document, edits, _Moves(edit for _, edit in edits))


def _unconcerned(
    document: Document, edited: Iterable[Pointer], moves: _Moves
) -> dict[Pointer, Any]:
    """Return the parts that neither edits nor moved references will change."""
    changed = {part_around(pointer) for pointer in edited}
    if moves:
        changed.update(_with_moved_references(document.about_parts(MENTIONS), moves))
    return {pointer: value for pointer, value in parts_of(document.data) if pointer not in changed}


def _with_moved_references(
    mentions: Mapping[Pointer, Mentions], moves: _Moves
) -> Iterator[Pointer]:
    """Yield the parts that refer to anything that moves; most refer to the same few."""
    everything = mentions.values()
    references = set[str]().union(*(names for m in everything for names in m.texts))
    moved = {each for each in references if _moved(each, moves) != each}
    schemes = set[str]().union(*(each.schemes for each in everything))
    renamed = {each for each in schemes if moves.name("securitySchemes", each) != each}
    for pointer, each in mentions.items():
        is_kept = all(map(moved.isdisjoint, each.texts)) and renamed.isdisjoint(each.schemes)
        if not is_kept:
            yield pointer


def _apply(
    document: Document,
    edits: list[tuple[str, Edit]],
    moves: _Moves,
    kept: Container[int] = frozenset(),
) -> None:
    for step, edit in _in_order(edits):
        _APPLY[type(edit)](document.data, document.provenance, edit, step)
    if moves:
        _move_references(document.data, moves, kept)


def _in_order(edits: list[tuple[str, Edit]]) -> list[tuple[str, Edit]]:
    """Order edits so that no edit invalidates a later pointer.

    Values are set first. Removals follow, from the end of each list. Renames come last.
    """
    sets = [item for item in edits if isinstance(item[1], Set)]
    removals = [item for item in edits if isinstance(item[1], Remove)]
    renames = [item for item in edits if isinstance(item[1], RenameKey)]
    return [*sets, *sorted(removals, key=_position, reverse=True), *renames]


def _position(item: tuple[str, Edit]) -> list[tuple[int, str]]:
    """Return a sort key that compares list indexes as numbers."""
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
_HOLDERS = frozenset((*_REFERENCES, "discriminator", "security"))


class _Moves:
    """Maps pointers from before the edits to pointers after the edits.

    Attributes:
        keys: new key by the old pointer of the value.
        removed: removed indexes by the pointer of their list.
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
        """Return the new pointer of a value."""
        place = _place(pointer)
        return tuple(self._part(place[: at + 1]) for at in range(len(place)))

    def name(self, section: str, name: str) -> str:
        """Return the new name of a component."""
        return self.keys.get(("components", section, name), name)

    def _part(self, place: _Place) -> str:
        *above, part = place
        removed = self.removed.get(tuple(above), ())
        if removed and part.isdecimal():
            return str(int(part) - sum(index < int(part) for index in removed))
        return self.keys.get(place, part)


def _place(pointer: Pointer) -> _Place:
    return tuple(map(str, pointer))


def _move_references(data: Any, moves: _Moves, kept: Container[int]) -> None:
    """Update all references to values that have moved, except in what is kept.

    References occur in ``$ref``, links, discriminator mappings, and security requirements.
    """
    for value in _mappings(data, kept):
        if _HOLDERS.isdisjoint(value):
            continue  # most objects
        for holder, key in _references(value):
            holder[key] = _moved(holder[key], moves)
        for requirement in map(mapping, listing(value.get("security"))):
            renamed = {moves.name("securitySchemes", key): requirement[key] for key in requirement}
            requirement.clear()
            requirement.update(renamed)


def _moved(reference: str, moves: _Moves) -> str:
    pointer = local_pointer(reference)
    if pointer is None:  # a discriminator may contain the plain name of a schema
        return moves.name("schemas", reference)
    moved = moves.of(pointer)
    return reference if moved == _place(pointer) else reference_to(moved)


def _mappings(data: Any, kept: Container[int]) -> Iterator[dict[str, Any]]:
    waiting = [data]
    while waiting:
        value = waiting.pop()
        if id(value) in kept:
            continue
        if isinstance(value, dict):
            yield value
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)


def _references(value: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield each reference of an object, as the mapping that contains it and its key."""
    yield from ((value, key) for key in _REFERENCES if isinstance(value.get(key), str))
    names = mapping(mapping(value.get("discriminator")).get("mapping"))
    yield from ((names, key) for key, name in names.items() if isinstance(name, str))
