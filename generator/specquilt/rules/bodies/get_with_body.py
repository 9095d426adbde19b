"""GET and HEAD operations with a request body."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.operations import has_body, is_call

_METHODS = ("get", "head")


def check(node: Cursor) -> Iterator[Problem]:
    """Report GET and HEAD operations with a request body."""
    method = str(node.pointer[-1])
    if is_call(node) and method in _METHODS and has_body(node):
        message = f"{method.upper()} has a request body, which servers and proxies may drop"
        yield Problem(message, node.pointer_to("requestBody"))


RULE = Rule(
    summary="GET and HEAD operations with a request body",
    why="The content of such a request has no defined meaning (RFC 9110, section 9.3.1). Proxies "
    "drop it, and some servers reject the request.",
    severity=Severity.WARNING,
    on=Kind.OPERATION,
    shown=Kind.PATH_ITEM,
    keys=("requestBody",),
    check=check,
    before="""
        get:
          operationId: get_quilt
          parameters:
            - {name: id, in: path, required: true, schema: {type: string}}
          requestBody:
            content:
              application/json:
                schema:
                  type: object
                  properties: {size: {type: string}}
          responses:
            '204':
              description: No content
    """,
)
