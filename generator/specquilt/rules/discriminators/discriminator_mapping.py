"""A variant that is not there."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.kinds import Kind
from specquilt.openapi.pointer import exists
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.usage import component


def check(node: Cursor) -> Iterator[Problem]:
    """Look for a value of the mapping that names no schema of the document."""
    for value, name in node.mapping("mapping").items():
        target = component(name) if isinstance(name, str) else None
        if target and not exists(node.document.data, ("components", *target)):
            yield Problem(
                f"{value!r} is mapped to {name!r}, which does not exist", _at(node, value)
            )


def _at(node: Cursor, value: str) -> tuple[str | int, ...]:
    return node.pointer_to("mapping", value)


RULE = Rule(
    summary="mappings of discriminators that lead nowhere",
    why="A value of this kind cannot be read: the schema it is said to have does not exist.",
    on=Kind.DISCRIMINATOR,
    shown=Kind.SCHEMA,
    keys=("mapping",),
    check=check,
    before="""
        oneOf:
          - type: object
            properties: {kind: {const: quilt}}
            required: [kind]
          - type: object
            properties: {kind: {const: patch}}
            required: [kind]
        discriminator:
          propertyName: kind
          mapping:
            quilt: '#/components/schemas/Quilt'
    """,
)
