"""Enum values as documentation exporters write them."""

from __future__ import annotations

from typing import Any

from specquilt.openapi.cursor import Cursor


def is_wrapped(item: Any) -> bool:
    """Return whether an enum item is an object such as ``{value: a, type: string}``."""
    return (
        isinstance(item, dict)
        and "value" in item
        and set(item) <= {"value", "type", "name", "description"}
        and not isinstance(item["value"], dict | list)
    )


def unwrapped(item: Any) -> Any:
    """Return the value of an enum item, without the object around it."""
    return item["value"] if is_wrapped(item) else item


def booleans(node: Cursor) -> list[bool]:
    """Return the values of an enum of booleans with type string; empty for other enums."""
    items = node.listing("enum") if node.value.get("type") == "string" else []
    values = [unwrapped(item) for item in items]
    return values if all(isinstance(value, bool) for value in values) else []
