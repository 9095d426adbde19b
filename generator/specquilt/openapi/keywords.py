"""What single keywords of a schema say of a value (JSON Schema 2020-12, Validation, section 6)."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeGuard


def is_number(value: Any) -> TypeGuard[float]:
    """Return whether a value is a number of JSON, where true is not 1."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def equal(one: Any, other: Any) -> bool:
    """Return whether two values are equal in JSON, where true is not 1."""
    return bool(one == other) and isinstance(one, bool) == isinstance(other, bool)


def known_types(schema: Mapping[str, Any]) -> list[str]:
    """Return the types that a schema allows; empty if it allows all, or if one is unknown."""
    declared = schema.get("type")
    if isinstance(declared, str):  # most schemas
        return [declared] if declared in TYPES else []
    names: list[Any] = declared if isinstance(declared, list) else [declared]
    return names if all(isinstance(name, str) and name in TYPES for name in names) else []


def is_within(keyword: str, limit: Any, value: Any) -> bool:
    """Return whether a value is within a limit, or is not of the type that the keyword limits.

    A limit that is not a number restricts nothing. In OpenAPI 3.0, ``exclusiveMinimum`` is true.
    """
    measure, holds = LIMITS[keyword]
    size = measure(value) if is_number(limit) else None
    return size is None or holds(size, limit)


def _is_whole(value: Any) -> bool:
    return is_number(value) and (isinstance(value, int) or value.is_integer())


def _number(value: Any) -> float | None:
    return value if is_number(value) else None


def _length(value: Any) -> int | None:
    return len(value) if isinstance(value, str) else None


def _items(value: Any) -> int | None:
    return len(value) if isinstance(value, list) else None


def _properties(value: Any) -> int | None:
    return len(value) if isinstance(value, dict) else None


TYPES: Final[Mapping[str, Callable[[Any], bool]]] = {
    "null": lambda value: value is None,
    "boolean": lambda value: isinstance(value, bool),
    "integer": _is_whole,
    "number": is_number,
    "string": lambda value: isinstance(value, str),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
}
"""The types of JSON, each with its check."""

UNIONS: Final = ("oneOf", "anyOf")
"""The keywords whose schemas are alternatives."""

LIMITS: Final[Mapping[str, tuple[Callable[[Any], Any], Callable[[Any, Any], bool]]]] = {
    "minimum": (_number, operator.ge),
    "maximum": (_number, operator.le),
    "exclusiveMinimum": (_number, operator.gt),
    "exclusiveMaximum": (_number, operator.lt),
    "minLength": (_length, operator.ge),
    "maxLength": (_length, operator.le),
    "minItems": (_items, operator.ge),
    "maxItems": (_items, operator.le),
    "minProperties": (_properties, operator.ge),
    "maxProperties": (_properties, operator.le),
}
"""The keywords that limit a size: what is measured, and how it compares with the limit."""
