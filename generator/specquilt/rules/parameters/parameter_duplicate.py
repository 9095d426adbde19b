"""Duplicate parameters."""

from collections.abc import Iterator

from specquilt.openapi.coverage import Disagreement
from specquilt.openapi.cursor import Cursor
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.operations import parameters


def check(node: Cursor) -> Iterator[Problem]:
    """Report parameters with the same name and location in one list."""
    seen: set[tuple[str, str]] = set()
    for pointer, parameter in parameters(node):
        key = (str(parameter.get("in")), str(parameter.get("name")))
        if key in seen:
            yield Problem(f"duplicate {key[0]} parameter {key[1]!r}", pointer)
        seen.add(key)


RULE = Rule(
    summary="duplicate parameters",
    why="A parameter is identified by its name and location, which must be unique (OpenAPI 3.1, "
    "section 4.8.10). Only one of the duplicates can be correct.",
    on=Kind.OPERATION,
    also=(Kind.PATH_ITEM,),
    keys=("parameters",),
    covers=(Disagreement.PARAMETERS,),
    check=check,
    before="""
        operationId: make
        parameters:
          - {name: size, in: query, schema: {type: string}}
          - {name: size, in: query, schema: {type: integer}}
        responses: {'201': {description: Made}}
    """,
)
