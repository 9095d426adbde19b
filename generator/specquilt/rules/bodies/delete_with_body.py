"""DELETE operations with a request body."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.operations import has_body, is_call


def check(node: Cursor) -> Iterator[Problem]:
    """Report DELETE operations with a request body."""
    if is_call(node) and node.pointer[-1] == "delete" and has_body(node):
        yield Problem(
            "DELETE has a request body, which proxies may drop", node.pointer_to("requestBody")
        )


RULE = Rule(
    summary="DELETE operations with a request body",
    why="The content of a DELETE request has no defined meaning (RFC 9110, section 9.3.5), but "
    "many APIs read it.",
    severity=Severity.INFO,
    on=Kind.OPERATION,
    shown=Kind.PATH_ITEM,
    keys=("requestBody",),
    check=check,
    before="""
        delete:
          operationId: delete_quilt
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
              description: Deleted
    """,
)
