"""Parameters that look alike."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.operations import inherited_parameters, parameters


def check(node: Cursor) -> Iterator[Problem]:
    """Look for a parameter that differs from another one at the same place only by case."""
    inherited = inherited_parameters(node) if node.kind is Kind.OPERATION else []
    first = {_key(each): str(each.get("name")) for each in inherited}
    for pointer, parameter in parameters(node):
        name = str(parameter.get("name"))
        other = first.setdefault(_key(parameter), name)
        if other != name:
            message = (
                f"{parameter.get('in')} parameter {name!r} differs from {other!r} only by case"
            )
            yield Problem(message, pointer)


def _key(parameter: dict[str, object]) -> tuple[str, str]:
    return str(parameter.get("in")), str(parameter.get("name")).casefold()


RULE = Rule(
    summary="parameters of one operation that differ only by case",
    why="Names of headers have no case at all (RFC 9110, section 5.1), and people cannot tell "
    "`userid` from `userId`: one of the two is most likely a slip.",
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
