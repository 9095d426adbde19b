"""Responses with an empty `content`."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Remove
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule


def check(node: Cursor) -> Iterator[Problem]:
    """Report responses with an empty `content`."""
    if node.value.get("content") == {}:
        pointer = (*node.pointer, "content")
        message = f"response {node.pointer[-1]} has an empty `content`"
        yield Problem(message, pointer, (Remove(pointer),))


RULE = Rule(
    summary="responses with an empty `content`",
    why="It says that there is a body, but not which type it has. Documentation exporters drop "
    "the bodies of errors this way. Without the key, the body is simply unknown.",
    severity=Severity.WARNING,
    fix=Fix.SAFE,
    on=Kind.RESPONSE,
    keys=("content",),
    check=check,
    before="""
        description: Too many requests
        content: {}
    """,
    after="""
        description: Too many requests
    """,
)
