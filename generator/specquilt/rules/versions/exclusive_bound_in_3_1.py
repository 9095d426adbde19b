"""Boolean exclusive bounds, as in OpenAPI 3.0."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Edit, Remove, Set
from specquilt.openapi.finding import Fix
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule

_BOUNDS = {"exclusiveMinimum": "minimum", "exclusiveMaximum": "maximum"}


def check(node: Cursor) -> Iterator[Problem]:
    """Report ``exclusiveMinimum: true`` and ``exclusiveMaximum: true`` in OpenAPI 3.1."""
    for keyword, bound in _BOUNDS.items():
        if isinstance(node.value.get(keyword), bool) and not node.is_openapi_30:
            message = f"in OpenAPI 3.1, `{keyword}` must be a number"
            yield Problem(message, node.pointer_to(keyword), tuple(_edits(node, keyword, bound)))


def _edits(node: Cursor, keyword: str, bound: str) -> Iterator[Edit]:
    if node.value[keyword] and bound in node.value:
        yield Set(node.pointer_to(keyword), node.value[bound])
        yield Remove(node.pointer_to(bound))
    else:
        yield Remove(node.pointer_to(keyword))


RULE = Rule(
    summary="exclusive bounds that are booleans in OpenAPI 3.1",
    why="In OpenAPI 3.1 the keyword is the bound itself, so a boolean makes the document invalid. "
    "In 3.0 it marks `minimum` or `maximum` as exclusive.",
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
