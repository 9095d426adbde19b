"""Variants without the discriminator property."""

from collections.abc import Iterator
from typing import Any

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.composition import has_property, parts


def check(node: Cursor) -> Iterator[Problem]:
    """Report variants that do not have the discriminator property."""
    name = node.mapping("discriminator").get("propertyName")
    if not isinstance(name, str):
        return
    for keyword in ("oneOf", "anyOf"):
        for index, variant in enumerate(node.listing(keyword)):
            if _lacks(node, variant, name):
                message = f"the variant does not have the discriminator property {name!r}"
                yield Problem(message, node.pointer_to(keyword, index))


def _lacks(node: Cursor, variant: Any, name: str) -> bool:
    """Return whether a variant does not have the property; False if a part of it is unresolved."""
    schemas = parts(node, variant, "allOf", "anyOf", "oneOf")
    is_known = not any("$ref" in schema for schema in schemas)
    return is_known and schemas[0].get("type") != "null" and not has_property(schemas, name)


RULE = Rule(
    summary="variants without the discriminator property",
    why="Without the property, a client rejects the value or decodes it as another variant. The "
    "property selects the variant of a value (OpenAPI 3.1, section 4.8.25).",
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
