"""Walks over all objects of a document. All rules share one walk."""

from __future__ import annotations

from collections.abc import Container, Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.document import Document
from specquilt.openapi.kinds import ONE, Kind, child_of
from specquilt.openapi.pointer import Pointer

_CONTAINERS = (dict, list)
_new = tuple.__new__
"""Makes cursors: walks make most of them, and their own constructor takes twice as long."""


def walk(document: Document, without: Container[Pointer] = ()) -> Iterator[Cursor]:
    """Yield every object of a document, parents first, in the order of the document.

    Args:
        document: the document.
        without: pointers of objects to leave out, with all that is in them.
    """
    return walk_from(start(document), without)


def walk_from(root: Cursor, without: Container[Pointer] = ()) -> Iterator[Cursor]:
    """Yield an object and every object inside of it, as `walk` does."""
    stack = [root]
    while stack:
        cursor = stack.pop()
        if without and cursor.pointer in without:
            continue
        yield cursor
        stack.extend(reversed(children(cursor)))


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
