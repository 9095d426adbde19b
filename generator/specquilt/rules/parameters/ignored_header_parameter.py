"""Header parameters that OpenAPI ignores."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule

_IGNORED = {"accept", "content-type"}


def check(node: Cursor) -> Iterator[Problem]:
    """Report the header parameters `Accept` and `Content-Type`."""
    name = node.value.get("name")
    if node.value.get("in") == "header" and str(name).lower() in _IGNORED:
        yield Problem(f"header parameter {name!r} is ignored", node.pointer)


RULE = Rule(
    summary="header parameters named `Accept` or `Content-Type`",
    why="OpenAPI requires tools to ignore such parameters (3.1, section 4.8.12.2). The media "
    "types of responses and bodies define these headers.",
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
