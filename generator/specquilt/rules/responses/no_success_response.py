"""An operation that cannot succeed."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.operations import is_call

_FAILURES = ("4", "5")


def check(node: Cursor) -> Iterator[Problem]:
    """Look for responses that are all errors."""
    statuses = [str(status) for status in node.mapping("responses")]
    known = [status for status in statuses if not status.startswith("x-")]
    if is_call(node) and all(status.startswith(_FAILURES) for status in known):
        yield Problem("no response says what success looks like", node.pointer_to("responses"))


RULE = Rule(
    summary="operations without a response for success",
    why="A client does not know what to return: the result of the call is lost.",
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
