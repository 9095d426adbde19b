"""Descriptions without a word in them."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Remove
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule


def check(node: Cursor) -> Iterator[Problem]:
    """Look for ``description: ''``; responses need one, be it empty."""
    description = node.value.get("description")
    if isinstance(description, str) and not description.strip():
        pointer = (*node.pointer, "description")
        yield Problem("the description is empty", pointer, (Remove(pointer),))


RULE = Rule(
    summary="empty descriptions",
    why="An empty text is worse than none: it hides that nobody has described the thing, and "
    "keeps other sources from filling the gap.",
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
