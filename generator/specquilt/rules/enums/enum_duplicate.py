"""Duplicate enum values."""

import json
from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Set
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule


def check(node: Cursor) -> Iterator[Problem]:
    """Report duplicate enum values."""
    values = node.listing("enum")
    distinct = list({json.dumps(value): value for value in values}.values())
    if len(distinct) < len(values):
        duplicate = next(value for index, value in enumerate(values) if value in values[:index])
        message = f"duplicate enum value {duplicate!r}"
        yield Problem(message, node.pointer_to("enum"), (Set(node.pointer_to("enum"), distinct),))


RULE = Rule(
    summary="duplicate enum values",
    why="Enum values should be unique. A duplicate is often a mistake for another value.",
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
