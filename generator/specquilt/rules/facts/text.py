"""Where a schema asks for text."""

from __future__ import annotations

from typing import Any

_TEXT_OR_NOTHING = {"string", "null", "None"}


def is_text(schema: dict[str, Any]) -> bool:
    """Say whether values of a schema are text, or nothing at all."""
    types = schema.get("type")
    if isinstance(types, list):
        return "string" in types and set(map(str, types)) <= _TEXT_OR_NOTHING
    return bool(types == "string")


def lacks_quotes(schema: Any, value: Any) -> bool:
    """Say whether a value is text that was read as something else: it has a rule of its own."""
    return isinstance(value, int | float) and isinstance(schema, dict) and is_text(schema)
