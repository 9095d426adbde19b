"""Finds fields in types by the dotted path of their wire names."""

from __future__ import annotations

from collections.abc import Mapping

from specquilt.api.types import NamedSchema
from specquilt.api.value_types import ANY, Named, Type


def field_at(schemas: Mapping[str, NamedSchema], type_: Type | None, path: str) -> Type | None:
    """Return the type of a field, or None if the document describes no such field.

    Where the document leaves open which fields an object has, every path leads to any value.

    Args:
        schemas: Named schemas by id.
        path: Dotted path of wire names: ``dataset.id``.
    """
    for wire in path.split("."):
        schema = _object(schemas, type_)
        if schema is None or not schema.properties:
            return ANY
        type_ = next((each.type for each in schema.properties if each.wire == wire), None)
        if type_ is None:
            return None
    return type_


def _object(schemas: Mapping[str, NamedSchema], type_: Type | None) -> NamedSchema | None:
    """Return the object that a type stands for, or None if it is no single object."""
    schema = schemas.get(type_.name) if isinstance(type_, Named) else None
    return _object(schemas, schema.alias) if schema and schema.alias else schema
