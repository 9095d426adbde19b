"""Operations without an operationId."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import Kind
from specquilt.openapi.operations import CALL
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.operations import is_call


def check(node: Cursor) -> Iterator[Problem]:
    """Report operations with neither an `operationId` nor an `x-specquilt-call`."""
    if is_call(node) and not node.value.get("operationId") and CALL not in node.value:
        method, path = node.pointer[-1], node.pointer[1]
        message = (
            f"{str(method).upper()} {path} has no operationId; its method is named after the path"
        )
        yield Problem(
            message, node.pointer, help="add an operationId to the document or to the overlay"
        )


RULE = Rule(
    summary="operations without an `operationId`",
    why="Tools build a name from the method and the path, and it changes when the path changes.",
    severity=Severity.WARNING,
    on=Kind.OPERATION,
    check=check,
    before="""
        responses:
          '204':
            description: Done
    """,
)
