"""GET responses without content."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import Kind
from specquilt.openapi.values import mapping
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.operations import is_call


def check(node: Cursor) -> Iterator[Problem]:
    """Report responses 200 to GET without content."""
    if not is_call(node) or node.pointer[-1] != "get":
        return
    response = mapping(node.resolve(node.mapping("responses").get("200")))
    if response and "$ref" not in response and not response.get("content"):
        message = "response 200 to GET has no content"
        yield Problem(message, node.pointer_to("responses", "200"))


RULE = Rule(
    summary="responses 200 to GET without content",
    why="GET requests return something, but the method would return nothing. The status of a "
    "response without content is 204.",
    severity=Severity.INFO,
    on=Kind.OPERATION,
    shown=Kind.DOCUMENT,
    keys=("responses",),
    check=check,
    before="""
        paths:
          /quilts:
            get: {operationId: list_quilts, responses: {'200': {description: Quilts}}}
    """,
)
