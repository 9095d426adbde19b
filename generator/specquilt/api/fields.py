"""Finds fields in types by the dotted path of their wire names."""

from __future__ import annotations

from collections.abc import Mapping

from specquilt.api.types import NamedSchema, Property
from specquilt.api.value_types import ANY, Named, Type


def field_at(schemas: Mapping[str, NamedSchema], type_: Type | None, path: str) -> Type | None:
    """Return the type of a field, or None if the document describes no such field.

    Where the document leaves open which fields an object has, every path leads to any value. A field
    whose own name has dots, such as ``@odata.nextLink``, takes precedence.

    Args:
        schemas: Named schemas by id.
        path: Dotted path of wire names: ``dataset.id``.
    """
    if "." in path and (whole := _property(object_of(schemas, type_), path)):
        return whole.type
    for wire in path.split("."):
        schema = object_of(schemas, type_)
        if schema is None or not schema.properties:
            return ANY
        found = _property(schema, wire)
        if found is None:
            return None
        type_ = found.type
    return type_


def object_of(schemas: Mapping[str, NamedSchema], type_: Type | None) -> NamedSchema | None:
    """Return the object that a type stands for, or None if it is no single object."""
    schema = schemas.get(type_.name) if isinstance(type_, Named) else None
    return object_of(schemas, schema.alias) if schema and schema.alias else schema


def _property(schema: NamedSchema | None, wire: str) -> Property | None:
    found = schema.properties if schema else ()
    return next((each for each in found if each.wire == wire), None)
