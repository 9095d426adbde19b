"""Descriptions without text."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Remove
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule


def check(node: Cursor) -> Iterator[Problem]:
    """Report empty descriptions, except in responses, where a description is required."""
    description = node.value.get("description")
    if isinstance(description, str) and not description.strip():
        pointer = (*node.pointer, "description")
        yield Problem("empty description", pointer, (Remove(pointer),))


RULE = Rule(
    summary="empty descriptions",
    why="An empty description hides that one is missing, and no other source can replace it.",
    severity=Severity.INFO,
    fix=Fix.SAFE,
    on=Kind.REQUEST_BODY,
    also=(
        Kind.INFO,
        Kind.TAG,
        Kind.SERVER,
        Kind.PATH_ITEM,
        Kind.OPERATION,
        Kind.PARAMETER,
        Kind.HEADER,
        Kind.SCHEMA,
        Kind.SECURITY_SCHEME,
    ),
    keys=("description",),
    check=check,
    before="""
        description: ''
        content: {}
    """,
    after="""
        content: {}
    """,
)
