"""Schemas of scalars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final

from specquilt.api.unions import optional
from specquilt.api.value_types import NULL, STRING, Scalar, Type
from specquilt.openapi.cursor import Cursor
from specquilt.openapi.keywords import UNIONS

_FORMATS: Final[Mapping[str, Type]] = {"date-time": Scalar("date-time"), "date": Scalar("date")}
_KINDS: Final[Mapping[str, Type]] = {
    "string": STRING,
    "number": Scalar("number"),
    "integer": Scalar("integer"),
    "boolean": Scalar("boolean"),
    "null": NULL,
}
_MORE: Final = frozenset({"$ref", "allOf", *UNIONS, "properties", "enum", "const"})
"""Keywords with which a schema may not be the scalar that its type is."""


def scalar_of(kind: str, schema: Mapping[str, Any]) -> Type | None:
    """Return the scalar that a type and the format of a schema are, or None if it is no scalar."""
    named = _KINDS.get(kind)
    return _FORMATS.get(str(schema.get("format")), STRING) if named is STRING else named


def only_scalar(places: Sequence[Cursor]) -> Type | None:
    """Return the type of a value that is described in one place, and there only as a scalar.

    Most schemas are such, with or without null. To treat them like all others takes several times
    as long.
    """
    schema = places[0].value
    if len(places) > 1 or not isinstance(schema, dict) or not _MORE.isdisjoint(schema):
        return None
    kind = schema.get("type")
    scalar = scalar_of(kind, schema) if isinstance(kind, str) else None
    return _or_null(scalar) if scalar and schema.get("nullable") is True else scalar


@cache
def _or_null(scalar: Type) -> Type:
    return optional(scalar)
