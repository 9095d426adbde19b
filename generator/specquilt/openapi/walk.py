"""Walks over all objects of a document. All rules share one walk."""

from __future__ import annotations

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.document import Document
from specquilt.openapi.kinds import Child, Kind, child_of

_CONTAINERS = (dict, list)


def walk(document: Document) -> Iterator[Cursor]:
    """Yield every object of a document, parents first, in the order of the document."""
    stack = [start(document)]
    while stack:
        cursor = stack.pop()
        yield cursor
        stack.extend(reversed(children(cursor)))


def start(document: Document) -> Cursor:
    """Return a cursor for the whole document."""
    return Cursor((), document.data, document, Kind.DOCUMENT, None, {})


def children(cursor: Cursor) -> list[Cursor]:
    """Return the objects directly inside an object."""
    pointer, value, document, kind, _, memory = cursor
    return [
        Cursor(
            (*pointer, key, *way),
            item,
            document,
            child.kind,
            _operation(child, cursor, key),
            memory,
        )
        for key, inner in value.items()
        if isinstance(inner, _CONTAINERS) and (child := child_of(kind, key))
        for way, item in child.items(inner)
        if isinstance(item, dict)
    ]


def _operation(child: Child, cursor: Cursor, key: str) -> tuple[str, str] | None:
    if child.kind is Kind.OPERATION:
        return key.upper(), str(cursor.pointer[-1])
    return cursor.operation
