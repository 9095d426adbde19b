"""Discriminator mappings to missing schemas."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.kinds import Kind
from specquilt.openapi.pointer import exists
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.usage import component


def check(node: Cursor) -> Iterator[Problem]:
    """Report mappings to schemas that do not exist."""
    for value, name in node.mapping("mapping").items():
        target = component(name) if isinstance(name, str) else None
        if target and not exists(node.document.data, ("components", *target)):
            yield Problem(
                f"{value!r} is mapped to {name!r}, which does not exist", _at(node, value)
            )


def _at(node: Cursor, value: str) -> tuple[str | int, ...]:
    return node.pointer_to("mapping", value)


RULE = Rule(
    summary="discriminator mappings to schemas that do not exist",
    why="A client cannot decode a value of this kind, because its schema is missing.",
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
