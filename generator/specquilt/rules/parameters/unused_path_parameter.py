"""Path parameters that are not in the path."""

import difflib
from collections.abc import Iterator

from specquilt.openapi.coverage import Disagreement
from specquilt.openapi.cursor import Cursor
from specquilt.openapi.kinds import Kind
from specquilt.openapi.paths import template_names
from specquilt.openapi.values import mapping
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.paths import path_of


def check(node: Cursor) -> Iterator[Problem]:
    """Report path parameters that the path does not contain."""
    path = path_of(node)
    parameter = mapping(node.resolve(node.value))
    if path is None or parameter.get("in") != "path":
        return
    name, names = str(parameter.get("name")), template_names(path)
    if name not in names:
        close = difflib.get_close_matches(name, names, n=1)
        advice = f"did you mean {close[0]!r}?" if close else ""
        yield Problem(f"path parameter {name!r} is not in {path}", node.pointer, help=advice)


RULE = Rule(
    summary="path parameters that are not in the path",
    why="The client cannot send their value. Usually one of the two names is misspelled.",
    on=Kind.PARAMETER,
    covers=(Disagreement.PATH_PARAMETERS,),
    check=check,
    before="""
        name: name
        in: path
        required: true
        schema:
          type: string
    """,
)
