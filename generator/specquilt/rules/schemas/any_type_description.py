"""Schemas whose description is a placeholder."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Remove
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule


def check(node: Cursor) -> Iterator[Problem]:
    """Report schemas that contain ``description: Any type`` and nothing else."""
    if node.value == {"description": "Any type"}:
        pointer = node.pointer_to("description")
        yield Problem("the description 'Any type' is a placeholder", pointer, (Remove(pointer),))


RULE = Rule(
    summary="schemas that only contain `description: Any type`",
    why="In the client, the placeholder would look like a real description. Documentation "
    "exporters write it for a schema without a type.",
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
