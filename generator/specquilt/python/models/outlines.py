"""What a definition of one cluster has to know of those in others."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from specquilt.openapi.dataclass import dataclass
from specquilt.python.models.graph import Graph, is_class, references
from specquilt.python.models.json_schema import Schema, reference

_IN_CIRCLE = "in_a_circle"


@dataclass(frozen=True)
class TaggedUnion:
    """A discriminated union.

    Args:
        wire: The discriminator property.
        classes: The classes that it consists of.
        schema: The union.
    """

    wire: str
    classes: frozenset[str]
    schema: Schema


def outline(schema: Schema, tags: Collection[str], circle: str) -> Schema:
    """Return a definition without what others need not know.

    Args:
        schema: The definition.
        tags: Its properties that discriminate between variants.
        circle: A class that the outline of a class refers to.
    """
    if not is_class(schema):
        return schema
    properties = {wire: each for wire, each in schema["properties"].items() if wire in tags}
    return {
        "type": "object",
        "properties": properties | {_IN_CIRCLE: reference(circle)},
        "required": [wire for wire in schema["required"] if wire in tags],
    }


def tagged_unions(schemas: Mapping[str, Schema], graph: Graph) -> list[TaggedUnion]:
    """Return the discriminated unions inside of definitions, each once."""
    found = (union for schema in schemas.values() for union in _unions_in(schema))
    distinct = {repr(union): union for union in found}
    return [_tagged(union, schemas, graph) for union in distinct.values()]


def _tagged(union: Schema, schemas: Mapping[str, Schema], graph: Graph) -> TaggedUnion:
    members = references(union) & schemas.keys()
    wire = union["discriminator"]["propertyName"]
    return TaggedUnion(wire, frozenset(_classes(members, schemas, graph)), union)


def _classes(names: Collection[str], schemas: Mapping[str, Schema], graph: Graph) -> set[str]:
    """Return the classes that names stand for, directly or by way of aliases."""
    found, waiting = set[str](), list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(() if is_class(schemas[name]) else graph[name])
    return {name for name in found if is_class(schemas[name])}


def _unions_in(value: Any) -> Iterator[Schema]:
    if isinstance(value, list):
        for item in value:
            yield from _unions_in(item)
    elif isinstance(value, dict):
        if "oneOf" in value and "propertyName" in (value.get("discriminator") or {}):
            yield {key: value[key] for key in ("oneOf", "discriminator")}
        for item in value.values():
            yield from _unions_in(item)
