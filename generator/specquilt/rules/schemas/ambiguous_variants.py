"""Variants of `oneOf` of which one matches all objects of another."""

from collections.abc import Iterator
from itertools import permutations
from typing import Any

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import Kind
from specquilt.openapi.values import listing, mapping
from specquilt.rules.discriminators import discriminator_lost
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.composition import parts

_MOST = 50
"""Variants: the comparison of every pair of more of them takes too long."""

_UNDERSTOOD = {
    *("type", "properties", "required", "additionalProperties", "allOf", "nullable", "$ref"),
    *("title", "description", "example", "examples", "default", "deprecated", "readOnly"),
    *("writeOnly", "externalDocs", "xml", "$comment"),
}


def check(node: Cursor) -> Iterator[Problem]:
    """Report the first variant that matches every documented object of another one."""
    variants = node.listing("oneOf")
    if (
        "discriminator" in node.value
        or len(variants) > _MOST
        or any(discriminator_lost.check(node))
    ):
        return
    shapes = [
        (number, shape) for number, each in enumerate(variants) if (shape := _Shape.of(node, each))
    ]
    for (one, wide), (other, narrow) in permutations(shapes, 2):
        if variants[one] != variants[other] and wide.includes(narrow):
            names = _label(variants[one], one), _label(variants[other], other)
            message = f"`oneOf` variant {names[0]} also matches the objects of {names[1]}"
            advice = "add a `discriminator`, require different properties, or use `anyOf`"
            yield Problem(message, node.pointer_to("oneOf"), help=advice)
            return


class _Shape:
    """The properties of an object schema, with those of its `allOf`."""

    def __init__(self, node: Cursor, found: list[dict[str, Any]]) -> None:
        self.properties = {
            name: node.resolve(schema)
            for part in found
            for name, schema in mapping(part.get("properties")).items()
        }
        self.required = {str(name) for part in found for name in listing(part.get("required"))}
        self.is_closed = any(part.get("additionalProperties", True) is not True for part in found)

    @classmethod
    def of(cls, node: Cursor, variant: Any) -> "_Shape | None":
        """Return the shape of a variant, or None if it is no object or has other keywords."""
        found = parts(node, variant, "allOf")
        keys = {key for part in found for key in part if not key.startswith("x-")}
        types = [part["type"] for part in found if "type" in part]
        shape = cls(node, found)
        is_object = set(map(str, types)) == {"object"} or (not types and bool(shape.properties))
        return shape if is_object and keys <= _UNDERSTOOD else None

    def includes(self, other: "_Shape") -> bool:
        """Return whether all objects that have nothing but the other's properties match."""
        if not self.required <= other.required:
            return False
        if self.is_closed and not set(other.properties) <= set(self.properties):
            return False
        shared = set(self.properties) & set(other.properties)
        return all(self.properties[name] in (other.properties[name], {}) for name in shared)


def _label(variant: Any, index: int) -> str:
    given = mapping(variant)
    name = str(given.get("$ref", "")).rpartition("/")[2] or given.get("title")
    return repr(name) if name else f"number {index + 1}"


RULE = Rule(
    summary="`oneOf` variants that match all objects of another variant",
    why="Such an object matches two variants, and `oneOf` requires exactly one match. Without a "
    "`discriminator`, a client cannot know which one is meant.",
    severity=Severity.WARNING,
    on=Kind.SCHEMA,
    keys=("oneOf",),
    check=check,
    before="""
        oneOf:
          - title: Square
            type: object
            required: [side]
            properties: {side: {type: integer}}
          - title: Box
            type: object
            required: [side, height]
            properties: {side: {type: integer}, height: {type: integer}}
    """,
)
