"""Arrays without a schema for their items."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule

_ITEMS = ("items", "prefixItems", "contains", "unevaluatedItems")


def check(node: Cursor) -> Iterator[Problem]:
    """Report ``type: array`` without `items`."""
    types = node.value.get("type")
    is_array = types == "array" or (isinstance(types, list) and "array" in types)
    if is_array and not any(key in node.value for key in (*_ITEMS, "$ref", "allOf", "enum")):
        yield Problem("array without `items`: the type of its items is unknown", node.pointer)


RULE = Rule(
    summary="arrays without `items`",
    why="Without `items`, a typed client can only use a list of any values. OpenAPI 3.0 requires "
    "the keyword.",
    severity=Severity.WARNING,
    on=Kind.SCHEMA,
    keys=("type",),
    concerns=lambda shape: shape.type in ("array", None),
    check=check,
    before="""
        type: array
    """,
)
