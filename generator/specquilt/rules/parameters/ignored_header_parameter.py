"""A header that OpenAPI does not let a parameter describe."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule

_IGNORED = {"accept", "content-type"}


def check(node: Cursor) -> Iterator[Problem]:
    """Look for `Accept` and `Content-Type` among the parameters."""
    name = node.value.get("name")
    if node.value.get("in") == "header" and str(name).lower() in _IGNORED:
        yield Problem(f"header parameter {name!r} is ignored", node.pointer)


RULE = Rule(
    summary="header parameters `Accept` and `Content-Type`",
    why="They follow from the media types of responses and bodies; OpenAPI says that such "
    "parameters are to be ignored (3.1, section 4.8.12.2).",
    severity=Severity.INFO,
    on=Kind.PARAMETER,
    shown=Kind.OPERATION,
    keys=("name",),
    check=check,
    before="""
        operationId: make
        parameters:
          - {name: Accept, in: header, schema: {type: string}}
        responses: {'201': {description: Made}}
    """,
)
