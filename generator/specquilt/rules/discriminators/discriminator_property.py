"""Variants without what tells them apart."""

from collections.abc import Iterator
from typing import Any

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.composition import has_property, parts


def check(node: Cursor) -> Iterator[Problem]:
    """Look for a variant that lacks the property which the discriminator names."""
    name = node.mapping("discriminator").get("propertyName")
    if not isinstance(name, str):
        return
    for keyword in ("oneOf", "anyOf"):
        for index, variant in enumerate(node.listing(keyword)):
            if _lacks(node, variant, name):
                message = f"the discriminator is {name!r}, which this variant does not have"
                yield Problem(message, node.pointer_to(keyword, index))


def _lacks(node: Cursor, variant: Any, name: str) -> bool:
    """Say so only if all that describes the variant is known."""
    schemas = parts(node, variant, "allOf", "anyOf", "oneOf")
    is_known = not any("$ref" in schema for schema in schemas)
    return is_known and schemas[0].get("type") != "null" and not has_property(schemas, name)


RULE = Rule(
    summary="variants that do not have the property of the discriminator",
    why="The property says which variant a value is (OpenAPI 3.1, section 4.8.25). Without it, a "
    "client refuses the value or takes it for something else.",
    on=Kind.SCHEMA,
    keys=("discriminator",),
    check=check,
    before="""
        oneOf:
          - type: object
            properties: {kind: {const: quilt}, size: {type: integer}}
            required: [kind]
          - type: object
            properties: {size: {type: string}}
        discriminator:
          propertyName: kind
    """,
)
