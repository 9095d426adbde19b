"""A schema of anything that says so in words."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Remove
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule


def check(node: Cursor) -> Iterator[Problem]:
    """Look for ``description: Any type`` and nothing else."""
    if node.value == {"description": "Any type"}:
        pointer = node.pointer_to("description")
        yield Problem("'Any type' describes nothing", pointer, (Remove(pointer),))


RULE = Rule(
    summary="schemas that only say `description: Any type`",
    why="The exporter writes it for a schema without a type. As a description, it would stand in "
    "the client as if it told something about the value.",
    severity=Severity.INFO,
    fix=Fix.SAFE,
    on=Kind.SCHEMA,
    keys=("description",),
    check=check,
    before="""
        type: object
        additionalProperties:
          description: Any type
    """,
    after="""
        type: object
        additionalProperties: {}
    """,
)
