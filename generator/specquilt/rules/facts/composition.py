"""The subschemas of composed schemas."""

from __future__ import annotations

from typing import Any

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.values import listing, mapping


def parts(node: Cursor, schema: Any, *keywords: str) -> list[dict[str, Any]]:
    """Return a schema and its subschemas below the keywords, resolved, each of them once."""
    found: dict[int, dict[str, Any]] = {}
    waiting = [schema]
    while waiting:
        part = mapping(node.resolve(waiting.pop()))
        if id(part) not in found:
            found[id(part)] = part
            waiting.extend(each for key in keywords for each in listing(part.get(key)))
    return list(found.values())


def has_property(schemas: list[dict[str, Any]], name: str) -> bool:
    """Return whether one of the schemas defines a property."""
    return any(name in mapping(schema.get("properties")) for schema in schemas)
