"""Parameters whose names differ only in case."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.operations import inherited_parameters, parameters


def check(node: Cursor) -> Iterator[Problem]:
    """Report parameters whose name differs only in case from another one in the same location."""
    inherited = inherited_parameters(node) if node.kind is Kind.OPERATION else []
    first = {_key(each): str(each.get("name")) for each in inherited}
    for pointer, parameter in parameters(node):
        name = str(parameter.get("name"))
        other = first.setdefault(_key(parameter), name)
        if other != name:
            message = (
                f"{parameter.get('in')} parameter {name!r} differs from {other!r} only in case"
            )
            yield Problem(message, pointer)


def _key(parameter: dict[str, object]) -> tuple[str, str]:
    return str(parameter.get("in")), str(parameter.get("name")).casefold()


RULE = Rule(
    summary="parameters of one operation that differ only in case",
    why="Header names are case-insensitive (RFC 9110, section 5.1), and names such as `userid` "
    "and `userId` are easily confused. One of the two is probably a mistake.",
    severity=Severity.WARNING,
    on=Kind.OPERATION,
    also=(Kind.PATH_ITEM,),
    keys=("parameters",),
    check=check,
    before="""
        operationId: make
        parameters:
          - {name: threadcount, in: query, schema: {type: string}}
          - {name: threadCount, in: query, schema: {type: string}}
        responses: {'201': {description: Made}}
    """,
)
