"""Writes the models of an API as JSON Schema, with a small set of unambiguous keywords.

The schemas are built from facts and never copied from the document, so that no vendor extension,
pattern, default or constraint affects the backend. Clients validate types only. Servers validate
values.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, TypeAlias

from specquilt.api.value_types import (
    KIND_OF,
    Constants,
    ListOf,
    MapOf,
    Named,
    Scalar,
    Type,
    UnionOf,
)
from specquilt.python.surface.models import ModelClass, ModelField
from specquilt.python.surface.types import Surface

Schema: TypeAlias = dict[str, Any]
Tags: TypeAlias = dict[str, dict[str, list[str]]]

ELSEWHERE = "models.json"
"""The document of the definitions that a module imports, in references to them."""

KNOWN_TAGS = "x-known"
"""Extra key of a field: the documented discriminator values, which unknown variants never have."""

_SCALARS: dict[str, Schema] = {
    "string": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "date-time": {"type": "string", "format": "date-time"},
    "date": {"type": "string", "format": "date"},
    "binary": {"type": "string"},
    "any": {},
    "null": {"type": "null"},
}
_DIGITS = re.compile(r"-?[0-9]+")
_TEXT_OR_NUMBER: tuple[Schema, ...] = ({"type": "string"}, {"type": "integer"})


def response_schemas(surface: Surface) -> dict[str, Schema]:
    """Return the schemas of the models, by class name."""
    tags = _tags(surface.models)
    result: dict[str, Schema] = {}
    for model in surface.models:
        union = model.alias
        if isinstance(union, UnionOf) and union.discriminator and model.in_responses:
            result.update(_open_union(model, union))
        else:
            result[model.name] = _model(model, tags)
    return result


def request_schemas(surface: Surface) -> dict[str, Schema]:
    """Return the schemas of the TypedDicts, by name."""
    tags = _tags(surface.models)
    return {
        model.dict_type: _renamed(_model(model, tags, sent=True), surface.dict_types)
        for model in surface.models
        if model.dict_type
    }


# --- models ----------------------------------------------------------------------------------


def _tags(models: Iterable[ModelClass]) -> Tags:
    """Return the values of each class's discriminator properties, by class and wire name."""
    tags: Tags = defaultdict(lambda: defaultdict(list))
    for model in models:
        union = model.alias
        if isinstance(union, UnionOf) and union.discriminator:
            for value, name in union.discriminator.mapping:
                values = tags[name][union.discriminator.wire]
                values.extend([value] if value not in values else [])
    return tags


def _model(model: ModelClass, tags: Tags, *, sent: bool = False) -> Schema:
    if model.alias is not None:
        schema = _type(model.alias)
    else:
        fields = [field for field in model.fields if not (sent and field.read_only)]
        schema = _object(model, fields, tags.get(model.name, {}))
    # Not by `allOf`: the backend would make another class of it, or none.
    return {**schema, "description": model.description} if model.description else schema


def _object(model: ModelClass, fields: list[ModelField], tags: dict[str, list[str]]) -> Schema:
    properties = {field.wire: _field(field) for field in fields}
    required = dict.fromkeys(field.wire for field in fields if model.always_has(field))
    for wire, values in tags.items():
        properties[wire] = {"type": "string", "enum": values}
        if wire not in required:
            properties[wire]["default"] = values[0]  # callers may omit an implied tag
        else:
            required[wire] = None
    return {"type": "object", "properties": properties, "required": list(required)}


def _field(field: ModelField) -> Schema:
    return _described(_type(field.type), field.description)


def _described(schema: Schema, description: str) -> Schema:
    if not description:
        return schema
    return {**schema, "description": description}


def _open_union(model: ModelClass, union: UnionOf) -> dict[str, Schema]:
    """Return the schemas of a discriminated union that also accepts undocumented variants."""
    tag = union.discriminator
    assert tag is not None  # checked by the caller
    known = list(dict(tag.mapping))
    variant = {"type": "string", KNOWN_TAGS: known}
    unknown = {"type": "object", "properties": {tag.wire: variant}, "required": [tag.wire]}
    untagged = [_type(member) for member in union.members] if tag.optional else []
    either = {"anyOf": [reference(model.known), reference(model.unknown), *untagged]}
    return {
        model.unknown: _described(unknown, f"An undocumented variant of {model.name}."),
        model.known: _type(union),
        model.name: _described(either, model.description),
    }


def unknown_variants(surface: Surface) -> list[tuple[str, str]]:
    """Return pairs of a discriminated union in responses and the class of unknown variants."""
    return [
        (model.name, model.unknown)
        for model in surface.models
        if model.unknown and model.in_responses
    ]


# --- types -----------------------------------------------------------------------------------


def _type(type_: Type) -> Schema:
    match type_:
        case Scalar(kind):
            return dict(_SCALARS[kind])
        case Named(name):
            return reference(name)
        case ListOf(item):
            return {"type": "array", "items": _type(item)}
        case MapOf(value):
            return {"type": "object", "additionalProperties": _type(value)}
        case Constants():
            return _enum(type_)
        case UnionOf():
            return _union(type_)


def _enum(enum: Constants) -> Schema:
    """Return the schema of an enum. An open enum accepts all values of the same type.

    An open enum of digits as text accepts numbers: many documents write numbers as text.
    """
    kinds = sorted({KIND_OF[type(value)] for value in enum.values if value is not None})
    if enum.open and all(isinstance(v, str) and _DIGITS.fullmatch(v) for v in enum.values):
        return {"anyOf": [{"enum": list(enum.values), "type": "string"}, *_TEXT_OR_NUMBER]}
    closed: Schema = {"enum": list(enum.values)}
    if len(kinds) == 1:
        closed["type"] = kinds[0]
    return {"anyOf": [closed, *({"type": kind} for kind in kinds)]} if enum.open else closed


def _union(union: UnionOf) -> Schema:
    schema: Schema = {"anyOf": [_type(member) for member in union.members]}
    if union.discriminator is None:
        return schema
    return {
        "oneOf": schema["anyOf"],
        "discriminator": {
            "propertyName": union.discriminator.wire,
            "mapping": {v: reference(n)["$ref"] for v, n in union.discriminator.mapping},
        },
    }


def reference(name: str) -> Schema:
    """Return a reference to a definition."""
    return {"$ref": f"#/components/schemas/{name}"}


def imported(name: str) -> Schema:
    """Return a reference to a definition of another module."""
    return {"$ref": f"{ELSEWHERE}{reference(name)['$ref']}"}


def _renamed(value: Any, names: dict[str, str]) -> Any:
    """Return a schema with renamed references; what has no other name is imported."""
    if isinstance(value, dict):
        return {k: _renamed_reference(k, v, names) for k, v in value.items()}
    return [_renamed(item, names) for item in value] if isinstance(value, list) else value


def _renamed_reference(key: str, value: Any, names: dict[str, str]) -> Any:
    if key == "$ref" and isinstance(value, str):
        name = value.rpartition("/")[2]
        return (reference(names[name]) if name in names else imported(name))["$ref"]
    return _renamed(value, names)
