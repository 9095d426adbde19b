"""Merges a value of an overlay into a value of the document (Overlay 1.1, Action Object)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from specquilt.openapi.document import clone
from specquilt.openapi.pointer import Pointer, show


class Incompatible(Exception):
    """Two values of different types cannot be merged."""


def same(one: Any, other: Any) -> bool:
    """Return whether two JSON values are equal. True is not 1; the order of keys is ignored."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and bool(one == other)


def kind(value: Any) -> str:
    """Return the type of a value for messages. Null is a scalar."""
    if isinstance(value, dict):
        return "an object"
    return "an array" if isinstance(value, list) else "a scalar"


def merge_into_target(old: Any, new: Any, pointer: Pointer) -> Any:
    """Return the target of an action merged with a value. Arrays also accept a single item.

    Raises:
        Incompatible: the types of two values differ.
    """
    if isinstance(old, list) and not isinstance(new, list):
        return [*old, clone(new)]
    return _merge(old, new, pointer)


def _merge(old: Any, new: Any, pointer: Pointer) -> Any:
    if kind(old) != kind(new):
        where = show(pointer) or "/"
        raise Incompatible(f"{kind(new)} cannot be merged into {kind(old)} at {where}")
    if isinstance(old, list):
        return [*old, *clone(new)]
    if isinstance(old, dict):
        return {**old, **{key: _entry(old, key, new[key], pointer) for key in new}}
    return new


def _entry(old: dict[str, Any], key: str, value: Any, pointer: Pointer) -> Any:
    return _merge(old[key], value, (*pointer, key)) if key in old else clone(value)


def repeated_arrays(old: Any, new: Any, pointer: Pointer) -> Iterator[Pointer]:
    """Yield the pointers of arrays that already contain all items to append."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in old.keys() & new.keys():
            yield from repeated_arrays(old[key], new[key], (*pointer, key))
    elif isinstance(old, list):
        items = new if isinstance(new, list) else [new]
        if items and all(any(same(item, known) for known in old) for item in items):
            yield pointer
