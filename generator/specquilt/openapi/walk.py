"""Walks over all objects of a document. All rules share one walk."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.document import Document
from specquilt.openapi.kinds import ONE, Kind, child_of

_CONTAINERS = (dict, list)
_new = tuple.__new__
"""Makes cursors: walks make most of them, and their own constructor takes twice as long."""


def walk(document: Document) -> Iterator[Cursor]:
    """Yield every object of a document, parents first, in the order of the document."""
    return walk_from(start(document))


def walk_from(root: Cursor) -> Iterator[Cursor]:
    """Yield an object and every object inside of it, as `walk` does."""
    stack = [root]
    while stack:
        cursor = stack.pop()
        yield cursor
        stack.extend(reversed(children(cursor)))


def objects(kind: Kind, value: dict[str, Any]) -> Iterator[tuple[Kind, dict[str, Any]]]:
    """Yield the kind and value of an object and of each inside of it, in no particular order.

    This takes half as long as `walk`, which tells also where each of them is.
    """
    waiting = [(kind, value)]
    while waiting:
        kind, value = waiting.pop()
        yield kind, value
        for key, inner in value.items():
            child = child_of(kind, key) if isinstance(inner, _CONTAINERS) else None
            if child is None:
                continue
            if child.many == ONE and isinstance(inner, dict):
                waiting.append((child.kind, inner))
                continue
            items = child.items(inner)
            waiting += [(child.kind, item) for _, item in items if isinstance(item, dict)]


def start(document: Document) -> Cursor:
    """Return a cursor for the whole document."""
    return Cursor((), document.data, document, Kind.DOCUMENT, None, {})


def children(cursor: Cursor) -> list[Cursor]:
    """Return the objects directly inside an object."""
    pointer, value, document, kind, operation, memory = cursor
    found: list[Cursor] = []
    for key, inner in value.items():
        child = child_of(kind, key) if isinstance(inner, _CONTAINERS) else None
        if child is None:
            continue
        around = (key.upper(), str(pointer[-1])) if child.kind is Kind.OPERATION else operation
        if child.many == ONE and isinstance(inner, dict):  # without a list of one: most objects
            found.append(
                _new(Cursor, ((*pointer, key), inner, document, child.kind, around, memory))
            )
            continue
        found += [
            _new(Cursor, ((*pointer, key, *way), item, document, child.kind, around, memory))
            for way, item in child.items(inner)
            if isinstance(item, dict)
        ]
    return found
