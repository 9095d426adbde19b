"""A list of who knows what."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule

_ITEMS = ("items", "prefixItems", "contains", "unevaluatedItems")


def check(node: Cursor) -> Iterator[Problem]:
    """Look for ``type: array`` without `items`."""
    types = node.value.get("type")
    is_array = types == "array" or (isinstance(types, list) and "array" in types)
    if is_array and not any(key in node.value for key in (*_ITEMS, "$ref", "allOf", "enum")):
        yield Problem("an array without `items`: anything may be in it", node.pointer)


RULE = Rule(
    summary="arrays without `items`",
    why="OpenAPI 3.0 demands them; without them a typed client can only offer a list of anything.",
    severity=Severity.WARNING,
    on=Kind.SCHEMA,
    keys=("type",),
    concerns=lambda shape: shape.type in ("array", None),
    check=check,
    before="""
        type: array
    """,
)
