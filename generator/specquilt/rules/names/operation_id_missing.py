"""An operation without a name."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.operations import is_call


def check(node: Cursor) -> Iterator[Problem]:
    """Look for an operation with neither an `operationId` nor a call given by hand."""
    if is_call(node) and not node.value.get("operationId") and "x-specquilt-call" not in node.value:
        method, path = node.pointer[-1], node.pointer[1]
        message = (
            f"{str(method).upper()} {path} has no operationId: its method is named by its path"
        )
        yield Problem(message, node.pointer, help="add an operationId, or one in the overlay")


RULE = Rule(
    summary="operations without an `operationId`",
    why="The operationId is the only name that an operation has; without it, tools make one up out "
    "of method and path, and change it whenever the path changes.",
    severity=Severity.WARNING,
    on=Kind.OPERATION,
    check=check,
    before="""
        responses:
          '204':
            description: Done
    """,
)
