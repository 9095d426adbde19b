"""Operations without a success response."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.operations import is_call

_ERRORS = ("4", "5")


def check(node: Cursor) -> Iterator[Problem]:
    """Report operations whose responses are all errors."""
    statuses = [str(status) for status in node.mapping("responses")]
    known = [status for status in statuses if not status.startswith("x-")]
    if is_call(node) and all(status.startswith(_ERRORS) for status in known):
        yield Problem("no 2xx response defined", node.pointer_to("responses"))


RULE = Rule(
    summary="operations without a success response",
    why="The client does not know what to return, so the result of the call is lost.",
    severity=Severity.WARNING,
    on=Kind.OPERATION,
    check=check,
    before="""
        operationId: make
        responses:
          '404':
            description: No such quilt
    """,
)
