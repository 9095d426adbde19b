"""Facts about schemas of text."""

from __future__ import annotations

from typing import Any

_TEXT_OR_NOTHING = {"string", "null", "None"}


def is_text(schema: dict[str, Any]) -> bool:
    """Return whether a schema only allows strings, or strings and null."""
    types = schema.get("type")
    if isinstance(types, list):
        return "string" in types and set(map(str, types)) <= _TEXT_OR_NOTHING
    return bool(types == "string")


def lacks_quotes(schema: Any, value: Any) -> bool:
    """Return whether a value is text without quotes, which `unquoted-text` reports."""
    return isinstance(value, int | float) and isinstance(schema, dict) and is_text(schema)
