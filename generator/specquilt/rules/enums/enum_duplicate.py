"""The same choice, twice."""

import json
from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Set
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule


def check(node: Cursor) -> Iterator[Problem]:
    """Look for equal values in an enum."""
    values = node.listing("enum")
    distinct = list({json.dumps(value): value for value in values}.values())
    if len(distinct) < len(values):
        twice = next(value for index, value in enumerate(values) if value in values[:index])
        message = f"{twice!r} stands in the enum more than once"
        yield Problem(message, node.pointer_to("enum"), (Set(node.pointer_to("enum"), distinct),))


RULE = Rule(
    summary="enums that name a value twice",
    why="The values of an enum are to be unique; a repeated one hides that another was meant.",
    severity=Severity.WARNING,
    fix=Fix.SAFE,
    on=Kind.SCHEMA,
    keys=("enum",),
    check=check,
    before="""
        type: string
        enum: [warm, light, warm]
    """,
    after="""
        type: string
        enum: [warm, light]
    """,
)
