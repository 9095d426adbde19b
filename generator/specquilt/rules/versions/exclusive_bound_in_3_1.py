"""Another keyword of OpenAPI 3.0 that means something else in 3.1."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Edit, Remove, Set
from specquilt.openapi.finding import Fix
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule

_BOUNDS = {"exclusiveMinimum": "minimum", "exclusiveMaximum": "maximum"}


def check(node: Cursor) -> Iterator[Problem]:
    """Look for ``exclusiveMinimum: true``."""
    for keyword, bound in _BOUNDS.items():
        if isinstance(node.value.get(keyword), bool) and not node.is_openapi_30:
            message = f"in OpenAPI 3.1, {keyword} is a number"
            yield Problem(message, node.pointer_to(keyword), tuple(_edits(node, keyword, bound)))


def _edits(node: Cursor, keyword: str, bound: str) -> Iterator[Edit]:
    if node.value[keyword] and bound in node.value:
        yield Set(node.pointer_to(keyword), node.value[bound])
        yield Remove(node.pointer_to(bound))
    else:
        yield Remove(node.pointer_to(keyword))


RULE = Rule(
    summary="exclusive bounds that are true or false in OpenAPI 3.1",
    why="3.0 marked a bound as exclusive; in 3.1 the keyword is the bound itself, and the document "
    "is invalid.",
    fix=Fix.SAFE,
    on=Kind.SCHEMA,
    keys=tuple(_BOUNDS),
    check=check,
    before="""
        type: number
        exclusiveMinimum: true
        minimum: 0
    """,
    after="""
        type: number
        exclusiveMinimum: 0
    """,
)
