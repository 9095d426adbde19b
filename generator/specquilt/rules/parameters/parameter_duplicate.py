"""A parameter that stands twice in one list."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.operations import parameters


def check(node: Cursor) -> Iterator[Problem]:
    """Look for two parameters of the same name at the same place."""
    seen: set[tuple[str, str]] = set()
    for pointer, parameter in parameters(node):
        key = (str(parameter.get("in")), str(parameter.get("name")))
        if key in seen:
            yield Problem(f"{key[0]} parameter {key[1]!r} stands here again", pointer)
        seen.add(key)


RULE = Rule(
    summary="parameters that stand twice in one list",
    why="A parameter is known by its name and place, which must be unique (OpenAPI 3.1, section "
    "4.8.10); only one of the two can be meant.",
    on=Kind.OPERATION,
    also=(Kind.PATH_ITEM,),
    keys=("parameters",),
    check=check,
    before="""
        operationId: make
        parameters:
          - {name: size, in: query, schema: {type: string}}
          - {name: size, in: query, schema: {type: integer}}
        responses: {'201': {description: Made}}
    """,
)
