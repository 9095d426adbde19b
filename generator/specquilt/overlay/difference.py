"""Computes the difference between two documents as overlay actions.

An overlay can only append items to an array or remove items from it (Overlay 1.1, Action
Object). For any other change, the array is removed and set again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.pointer import Pointer
from specquilt.overlay.merge_value import kind, same


@dataclass(frozen=True)
class Change:
    """The change that one action makes.

    Args:
        kind: type of the action.
        target: pointer of the target after all earlier changes.
        value: value to merge, or pointer of the value to copy.
        result: pointers of the affected parts in the final document.
    """

    kind: Literal["update", "remove", "copy"]
    target: Pointer
    value: Any = None
    result: tuple[Pointer, ...] = ()


def difference(old: dict[str, Any], new: dict[str, Any]) -> list[Change]:
    """Return the changes that turn the old document into the new one, in order."""
    return list(_in_mapping(old, new, ()))


def _in_mapping(old: dict[str, Any], new: dict[str, Any], at: Pointer) -> Iterator[Change]:
    renamed = dict(_renamed(old, new))
    for name, key in renamed.items():
        yield from _rename(at, name, key)
        yield from _in_mapping(old[name], new[key], (*at, key))
    left = {key: value for key, value in old.items() if key not in renamed}
    added = {key: value for key, value in new.items() if key not in renamed.values()}
    patch = {key: value for key, value in added.items() if key not in left}
    for key, value in left.items():
        if key not in added:
            yield Change("remove", (*at, key), result=(at,))
        else:
            yield from _in_entry(value, added[key], (*at, key), patch)
    if patch:
        yield Change("update", at, patch, tuple((*at, key) for key in patch))


def _rename(at: Pointer, old: str, new: str) -> Iterator[Change]:
    """Rename a key. An overlay needs three actions for it: add an empty entry, copy, remove."""
    place = (*at, new)
    yield Change("update", at, {new: {}}, (place,))
    yield Change("copy", place, (*at, old), (place,))
    yield Change("remove", (*at, old), result=(place,))


def _renamed(old: dict[str, Any], new: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the old and new keys of renamed entries. Only objects can be copied by an overlay."""
    for (name, value), (key, wanted) in zip(old.items(), new.items(), strict=False):
        is_renamed = name not in new and key not in old
        if is_renamed and value and isinstance(value, dict) and isinstance(wanted, dict):
            yield name, key


def _in_entry(old: Any, new: Any, at: Pointer, patch: dict[str, Any]) -> Iterator[Change]:
    """Yield the changes inside a value. Add replaced values to the patch of the parent."""
    if same(old, new):
        return
    if isinstance(old, dict) and isinstance(new, dict):
        yield from _in_mapping(old, new, at)
    elif isinstance(old, list) and isinstance(new, list):
        yield from _in_array(old, new, at, patch)
    else:
        if kind(old) != kind(new):
            yield Change("remove", at, result=(at,))
        patch[str(at[-1])] = new


def _in_array(
    old: list[Any], new: list[Any], at: Pointer, patch: dict[str, Any]
) -> Iterator[Change]:
    removed = _removed(old, new)
    if removed is not None:
        for index in reversed(removed):
            yield Change("remove", (*at, index), result=(at,))
    elif len(old) == len(new) and all(_fit_in_place(*pair) for pair in zip(old, new, strict=True)):
        for index, (before, after) in enumerate(zip(old, new, strict=True)):
            if not same(before, after):
                yield from _in_mapping(before, after, (*at, index))
    elif len(old) < len(new) and same(old, new[: len(old)]):
        patch[str(at[-1])] = new[len(old) :]
    else:
        yield Change("remove", at, result=(at,))
        patch[str(at[-1])] = new


def _fit_in_place(old: Any, new: Any) -> bool:
    return same(old, new) or (isinstance(old, dict) and isinstance(new, dict))


def _removed(old: list[Any], new: list[Any]) -> list[int] | None:
    """Return the indexes of removed items. Return None if the list has other changes."""
    rest, removed = list(new), list[int]()
    for index, item in enumerate(old):
        if rest and same(item, rest[0]):
            rest.pop(0)
        else:
            removed.append(index)
    return None if rest or not removed else removed
