"""Facts about paths and their templates."""

from __future__ import annotations

import re

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.document import Document
from specquilt.openapi.values import mapping

_TEMPLATE = re.compile(r"\{([^{}]*)\}")


def paths(document: Document) -> tuple[str, ...]:
    """Return all paths in order, without the extensions of `paths`."""
    return tuple(path for path in mapping(document.data.get("paths")) if not path.startswith("x-"))


def path_of(node: Cursor) -> str | None:
    """Return the path that contains a node; None inside components and callbacks."""
    if node.pointer[:1] != ("paths",) or len(node.pointer) < 2 or "callbacks" in node.pointer:
        return None
    return str(node.pointer[1])


def template_names(path: str) -> list[str]:
    """Return the names of the parameters in a path, in order."""
    return _TEMPLATE.findall(path)


def without_names(path: str) -> str:
    """Return a path with empty braces, so that paths that match the same URLs are equal."""
    return _TEMPLATE.sub("{}", path)
