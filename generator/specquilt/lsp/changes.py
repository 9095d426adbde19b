"""What is different between two versions of plain JSON values, in few and small changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple, TypeAlias

from specquilt.openapi.pointer import Pointer


class Replaced(NamedTuple):
    """A value that is another one now."""

    pointer: Pointer
    value: Any


class Renamed(NamedTuple):
    """A key that has another name now."""

    pointer: Pointer
    key: str


class Removed(NamedTuple):
    """An entry or item that is gone."""

    pointer: Pointer


class Added(NamedTuple):
    """A new entry of the mapping at a pointer, or a new last item of the list there."""

    pointer: Pointer
    key: str | None
    value: Any


Change: TypeAlias = Replaced | Renamed | Removed | Added


def changes(old: Any, new: Any, at: Pointer = ()) -> Iterator[Change]:
    """Yield changes that make one value out of another."""
    if _is_same(old, new):
        return
    if isinstance(old, dict) and isinstance(new, dict) and old and new:
        yield from _of_mapping(old, new, at)
    elif isinstance(old, list) and isinstance(new, list) and old and new:
        yield from _of_list(old, new, at)
    else:
        yield Replaced(at, new)


def _is_same(old: Any, new: Any) -> bool:
    """Return whether values are equal; in Python, 1 and 1.0 and true are."""
    return repr(old) == repr(new)


def _of_mapping(old: dict[str, Any], new: dict[str, Any], at: Pointer) -> Iterator[Change]:
    names = dict(zip(old, new, strict=False)) if len(old) == len(new) else {}
    swapped = {one: two for one, two in names.items() if one not in new and two not in old}
    if not swapped and old.keys().isdisjoint(new):
        yield Replaced(at, new)
        return
    for key, value in old.items():
        if key in swapped:
            yield Renamed((*at, key), swapped[key])
            yield from changes(value, new[swapped[key]], (*at, key))
        elif key in new:
            yield from changes(value, new[key], (*at, key))
        else:
            yield Removed((*at, key))
    for key, value in new.items():
        if key not in old and key not in swapped.values():
            yield Added(at, key, value)


def _of_list(old: list[Any], new: list[Any], at: Pointer) -> Iterator[Change]:
    if len(old) == len(new):
        for index, (one, two) in enumerate(zip(old, new, strict=True)):
            yield from changes(one, two, (*at, index))
    elif len(new) < len(old):
        yield from _shorter(old, new, at)
    elif old == new[: len(old)]:
        yield from (Added(at, None, value) for value in new[len(old) :])
    else:
        yield Replaced(at, new)


def _shorter(old: list[Any], new: list[Any], at: Pointer) -> Iterator[Change]:
    """Yield what is gone of a list, if nothing else is different."""
    gone, left = list[int](), list(new)
    for index, item in enumerate(old):
        if left and item == left[0]:
            left.pop(0)
        else:
            gone.append(index)
    if left:
        yield Replaced(at, new)
    else:
        yield from (Removed((*at, index)) for index in gone)
