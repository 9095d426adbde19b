"""How the docs exports write the values of an enum."""

from __future__ import annotations

from typing import Any

from specquilt.openapi.cursor import Cursor


def is_wrapped(item: Any) -> bool:
    """Say whether ``value``, and at times a type or a description, stands around the item."""
    return (
        isinstance(item, dict)
        and "value" in item
        and set(item) <= {"value", "type", "name", "description"}
        and not isinstance(item["value"], dict | list)
    )


def unwrapped(item: Any) -> Any:
    """Return the item itself."""
    return item["value"] if is_wrapped(item) else item


def booleans(node: Cursor) -> list[bool]:
    """Return the values of an enum of true and false that is said to hold text."""
    items = node.listing("enum") if node.value.get("type") == "string" else []
    values = [unwrapped(item) for item in items]
    return values if all(isinstance(value, bool) for value in values) else []
