"""Content where HTTP has none."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Remove
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule

_WITHOUT_CONTENT = ("204", "205", "304")


def check(node: Cursor) -> Iterator[Problem]:
    """Look for content in a response whose status excludes it."""
    status = str(node.pointer[-1])
    if status in _WITHOUT_CONTENT and node.value.get("content"):
        pointer = node.pointer_to("content")
        yield Problem(f"a response {status} never has content", pointer, (Remove(pointer),))


RULE = Rule(
    summary="content of responses 204, 205 and 304",
    why="HTTP does not transfer any (RFC 9110, section 15.3.5), so a client would wait for a value "
    "that never comes. If there is one, the status is wrong.",
    severity=Severity.WARNING,
    fix=Fix.GUESS,
    on=Kind.RESPONSE,
    shown=Kind.OPERATION,
    keys=("content",),
    check=check,
    before="""
        operationId: make
        responses:
          '204':
            description: Made
            content:
              text/plain:
                schema: {type: string}
    """,
    after="""
        operationId: make
        responses:
          '204':
            description: Made
    """,
)
