"""The paths of a document."""

from __future__ import annotations

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.document import Document
from specquilt.openapi.values import mapping


def paths(document: Document) -> tuple[str, ...]:
    """Return all paths in order, without the extensions of `paths`."""
    return tuple(path for path in mapping(document.data.get("paths")) if not path.startswith("x-"))


def path_of(node: Cursor) -> str | None:
    """Return the path that contains a node; None inside components and callbacks."""
    if node.pointer[:1] != ("paths",) or len(node.pointer) < 2 or "callbacks" in node.pointer:
        return None
    return str(node.pointer[1])
