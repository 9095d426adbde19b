"""Counts the operations and fields of a client that say less than the document."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from documents.arguments import methods
from specquilt.api.value_types import ANY, MapOf, Type
from specquilt.openapi.finding import LEFT_OUT, Finding
from specquilt.openapi.pointer import parse, resolve, show
from specquilt.openapi.references import follow
from specquilt.openapi.values import listing, mapping
from specquilt.project.run import Output
from specquilt.python.surface.types import Method
from wild.losses import kind_of

_SAYING = ("enum", "const", "properties", "items")
_COMPOSED = ("allOf", "oneOf", "anyOf")
_DEEPEST = 20


def shares(made: Output, document: dict[str, Any]) -> dict[str, list[int]]:
    """Return how many operations and fields are degraded, and how many there are.

    Degraded is what a repair has left out, and what the client types as anything although the
    document says more.
    """
    all_methods = list(methods(made.surface))
    operations = {method.origin for method in all_methods}
    fields = [field for model in made.surface.models for field in model.fields]
    lost = {*_operations_left_out(made, document)} | {
        method.origin for method in all_methods if _answers_anything(document, method)
    }
    poor = {*_fields_left_out(made), *_fields_of_anything(made, document)}
    return {"operations": [len(lost), len(operations)], "fields": [len(poor), len(fields)]}


def _left_out(made: Output) -> Iterator[Finding]:
    return (each for each in made.findings if each.rule == LEFT_OUT and each.pointer)


def _is_of_field(finding: Finding) -> bool:
    """Return whether a part of a schema was left out, other than the whole schema of a body."""
    return bool({"properties", "schemas"} & {*map(str, finding.pointer or ())})


def _fields_left_out(made: Output) -> Iterator[str]:
    return (show(each.pointer or ()) for each in _left_out(made) if _is_of_field(each))


def _operations_left_out(made: Output, document: dict[str, Any]) -> Iterator[str]:
    """Yield the operations that have a left-out part, or refer to a component that has one."""
    for finding in _left_out(made):
        pointer = finding.pointer or ()
        if not _is_of_field(finding) and pointer[0] == "paths" and len(pointer) > 2:
            yield show(pointer[:3])
        elif not _is_of_field(finding) and pointer[0] == "components":
            reference = json.dumps("#" + show(pointer[:3]))
            for method in methods(made.surface):
                if reference in json.dumps(_at(document, method.origin)):
                    yield method.origin


def _fields_of_anything(made: Output, document: dict[str, Any]) -> Iterator[str]:
    for model in made.surface.models:
        properties = _properties(document, _at(document, model.origin))
        for field in model.fields:
            if field.wire in properties and _is_poor(document, field.type, properties[field.wire]):
                yield f"{model.origin}/properties/{field.wire}"


def _at(document: dict[str, Any], pointer: str) -> Any:
    """Return a value of a document; an empty mapping for a type that is in no single place."""
    with suppress(LookupError, ValueError):
        return resolve(document, parse(pointer))
    return {}


def _properties(document: dict[str, Any], schema: Any, depth: int = 0) -> dict[str, Any]:
    """Return the properties of a schema and of what it is composed of."""
    schema = mapping(follow(document, schema))
    parts = [] if depth > _DEEPEST else listing(schema.get("allOf"))
    inherited = [_properties(document, part, depth + 1) for part in parts]
    return {
        k: v for each in (*inherited, mapping(schema.get("properties"))) for k, v in each.items()
    }


def _answers_anything(document: dict[str, Any], method: Method) -> bool:
    operation = mapping(_at(document, method.origin))
    said = [
        mapping(media).get("schema")
        for status, response in mapping(operation.get("responses")).items()
        if str(status).startswith("2")
        for name, media in mapping(mapping(follow(document, response)).get("content")).items()
        if kind_of(name) == "json"
    ]
    type_ = method.response.type
    return type_ is not None and bool(said) and all(_is_poor(document, type_, s) for s in said)


def _is_poor(document: dict[str, Any], type_: Type, schema: Any) -> bool:
    """Return whether a type accepts anything, or any object, and the schema does not."""
    if type_ == MapOf(ANY):
        return bool(_properties(document, schema))
    return type_ == ANY and _says_more(document, schema)


def _says_more(document: dict[str, Any], schema: Any, depth: int = 0) -> bool:
    """Return whether a schema accepts less than any value."""
    schema = mapping(follow(document, schema))
    if isinstance(schema.get("type"), str) or any(key in schema for key in _SAYING):
        return True
    parts = [each for key in _COMPOSED for each in listing(schema.get(key))]
    deeper = (_says_more(document, part, depth + 1) for part in parts)
    return depth < _DEEPEST and bool(parts) and all(deeper)
