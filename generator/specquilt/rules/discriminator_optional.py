"""Variants that may leave out what tells them apart."""

from collections.abc import Iterator
from typing import Any

from specquilt.finding import Severity
from specquilt.rules._rule import Problem, Rule
from specquilt.walk import Kind, Node, listing, mapping


def check(node: Node) -> Iterator[Problem]:
    """Look for a variant that has the property of the discriminator, but does not require it."""
    name = node.mapping("discriminator").get("propertyName")
    for keyword in ("oneOf", "anyOf") if isinstance(name, str) else ():
        for index, variant in enumerate(node.listing(keyword)):
            schemas = list(_parts(node, variant))
            is_there = any(name in mapping(schema.get("properties")) for schema in schemas)
            if is_there and not any(name in listing(each.get("required")) for each in schemas):
                message = f"the discriminator is {name!r}, which this variant does not require"
                yield Problem(message, node.at(keyword, index))


def _parts(node: Node, variant: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    schema = mapping(node.resolve(variant))
    yield schema
    for part in listing(schema.get("allOf")) if depth < 8 else ():
        yield from _parts(node, part, depth + 1)


RULE = Rule(
    summary="variants that do not require the property of the discriminator",
    why="A value without it belongs to no variant; OpenAPI wants the property to be required.",
    severity=Severity.INFO,
    on=Kind.SCHEMA,
    check=check,
    before="""
        oneOf:
          - type: object
            properties: {kind: {const: quilt}, size: {type: integer}}
          - type: object
            properties: {kind: {const: patch}, size: {type: string}}
            required: [kind]
        discriminator:
          propertyName: kind
    """,
)
