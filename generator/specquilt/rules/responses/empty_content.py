"""``content: {}``: a body of no kind."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Remove
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule


def check(node: Cursor) -> Iterator[Problem]:
    """Look for a response whose content is an empty mapping."""
    if node.value.get("content") == {}:
        pointer = (*node.pointer, "content")
        message = f"response {node.pointer[-1]} has a content of no media type"
        yield Problem(message, pointer, (Remove(pointer),))


RULE = Rule(
    summary="responses with an empty `content`",
    why="It says that there is a body and that it is of no type. The exporter drops the bodies "
    "of errors this way; without the key, the document simply does not know.",
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
