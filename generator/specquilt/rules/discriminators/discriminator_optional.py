"""Variants whose discriminator property is optional."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import Kind
from specquilt.openapi.values import listing
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.composition import has_property, parts


def check(node: Cursor) -> Iterator[Problem]:
    """Report variants that have the discriminator property but do not require it."""
    name = node.mapping("discriminator").get("propertyName")
    for keyword in ("oneOf", "anyOf") if isinstance(name, str) else ():
        for index, variant in enumerate(node.listing(keyword)):
            schemas = parts(node, variant, "allOf")
            is_required = any(name in listing(schema.get("required")) for schema in schemas)
            if has_property(schemas, str(name)) and not is_required:
                message = f"the variant does not require the discriminator property {name!r}"
                yield Problem(message, node.pointer_to(keyword, index))


RULE = Rule(
    summary="variants that do not require the discriminator property",
    why="OpenAPI says that the property must be required. Without it, the variant of a value is "
    "unknown.",
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
