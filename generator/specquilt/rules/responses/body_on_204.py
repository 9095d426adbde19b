"""Content in responses that have none in HTTP."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Remove
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule

_WITHOUT_CONTENT = ("204", "205", "304")


def check(node: Cursor) -> Iterator[Problem]:
    """Report content in responses whose status does not allow it."""
    status = str(node.pointer[-1])
    if status in _WITHOUT_CONTENT and node.value.get("content"):
        pointer = node.pointer_to("content")
        yield Problem(f"a response {status} must not have content", pointer, (Remove(pointer),))


RULE = Rule(
    summary="content in responses 204, 205 and 304",
    why="These responses have no content in HTTP (RFC 9110, section 15.3.5). If the API does "
    "return content, the status is wrong.",
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
