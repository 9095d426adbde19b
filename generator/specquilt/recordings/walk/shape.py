"""The shape of values: what a schema would have to say about them."""

from __future__ import annotations

from collections import Counter
from typing import Any

MOST_NAMES = 40
"""An object with more names is a map: its names are data."""

DEEPEST = 12
LEAST_INTEGERS = 5
"""Numbers without a fraction, of which fewer may be a coincidence."""

_LONGEST = 60


def type_of(value: Any) -> str:
    """Return the JSON type of a value; a number without a fraction is an integer."""
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, float):
        return "integer" if value.is_integer() else "number"
    return _TYPES.get(type(value), "string")


_TYPES = {type(None): "null", int: "integer", str: "string", dict: "object", list: "array"}


class ValueShape:
    """What values at one place have in common."""

    def __init__(self, depth: int = 0) -> None:
        self._depth = depth
        self._types: Counter[str] = Counter()
        self._fields: dict[str, ValueShape] = {}
        self._items: ValueShape | None = None
        self._rest: ValueShape | None = None

    def add(self, value: Any) -> None:
        """Add a value."""
        self._types[_exact_type(value)] += 1
        if self._depth >= DEEPEST:
            return
        if isinstance(value, dict):
            for name, each in value.items():
                self._of(str(name)).add(each)
        elif isinstance(value, list):
            self._items = self._items or ValueShape(self._depth + 1)
            for each in value:
                self._items.add(each)

    def _of(self, name: str) -> ValueShape:
        if self._rest is None and name not in self._fields and len(self._fields) >= MOST_NAMES:
            self._rest = ValueShape(self._depth + 1)
            for each in self._fields.values():
                self._rest.join(each)
            self._fields.clear()
        if self._rest is not None:
            return self._rest
        return self._fields.setdefault(name, ValueShape(self._depth + 1))

    def join(self, other: ValueShape) -> None:
        """Add the values of another shape."""
        self._types += other._types
        for name, each in other._fields.items():
            self._of(name).join(each)
        if other._items is not None:
            self._items = self._items or ValueShape(self._depth + 1)
            self._items.join(other._items)
        if other._rest is not None:
            self._rest = self._rest or ValueShape(self._depth + 1)
            self._rest.join(other._rest)

    @property
    def types(self) -> list[str]:
        """The JSON types of the values; an integer is a number if there are other numbers."""
        return [each for each in self._types if each != "integer" or "number" not in self._types]

    def _declared(self) -> list[str]:
        """Return the types for a schema, without null; few integers may be numbers by chance."""
        is_certain = self._types["integer"] >= LEAST_INTEGERS
        names = {"integer": "integer" if is_certain else "number"}
        return [names.get(each, each) for each in self.types if each != "null"]

    def schema(self, nullable_key: bool) -> dict[str, Any]:
        """Return a schema that all values fit.

        Args:
            nullable_key: Whether null is written as in OpenAPI 3.0.
        """
        types = self._declared()
        own: dict[str, Any] = {"type": types[0] if len(types) == 1 else types} if types else {}
        if nullable_key and len(types) > 1:
            own = {}
        if "null" in self._types and types:
            own = {**own, "nullable": True} if nullable_key else {"type": [*types, "null"]}
        return own | self._parts(nullable_key) if own else {}

    def _parts(self, nullable_key: bool) -> dict[str, Any]:
        parts: dict[str, Any] = {}
        if self._fields:
            parts["properties"] = {k: v.schema(nullable_key) for k, v in self._fields.items()}
        elif "object" in self._types:
            rest = self._rest.schema(nullable_key) if self._rest else True
            parts["additionalProperties"] = rest
        if "array" in self._types:
            parts["items"] = self._items.schema(nullable_key) if self._items else {}
        return parts

    def __str__(self) -> str:
        """The shape in a few words, without any value: ``{name: string, size: integer}``."""
        text = " or ".join(self._word(each) for each in self.types) or "anything"
        return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"

    def _word(self, name: str) -> str:
        if name == "object" and self._fields:
            return f"{{{', '.join(f'{key}: {each}' for key, each in self._fields.items())}}}"
        if name == "array" and self._items and self._items.types:
            return f"[{self._items}]"
        return name


def _exact_type(value: Any) -> str:
    return "number" if isinstance(value, float) else type_of(value)
