"""Variants that may leave out what tells them apart."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import Kind
from specquilt.openapi.values import listing
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.composition import has_property, parts


def check(node: Cursor) -> Iterator[Problem]:
    """Look for a variant that has the property of the discriminator, but does not require it."""
    name = node.mapping("discriminator").get("propertyName")
    for keyword in ("oneOf", "anyOf") if isinstance(name, str) else ():
        for index, variant in enumerate(node.listing(keyword)):
            schemas = parts(node, variant, "allOf")
            is_required = any(name in listing(schema.get("required")) for schema in schemas)
            if has_property(schemas, str(name)) and not is_required:
                message = f"the discriminator is {name!r}, which this variant does not require"
                yield Problem(message, node.pointer_to(keyword, index))


RULE = Rule(
    summary="variants that do not require the property of the discriminator",
    why="A value without it belongs to no variant; OpenAPI wants the property to be required.",
    severity=Severity.INFO,
    on=Kind.SCHEMA,
    keys=("discriminator",),
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
