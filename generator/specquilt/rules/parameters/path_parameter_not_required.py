"""Path parameters that are not required."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Set
from specquilt.openapi.finding import Fix
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule


def check(node: Cursor) -> Iterator[Problem]:
    """Report path parameters without ``required: true``."""
    if node.value.get("in") == "path" and node.value.get("required") is not True:
        message = f"path parameter {node.value.get('name')!r} must have `required: true`"
        yield Problem(message, node.pointer, (Set(node.pointer_to("required"), True),))


RULE = Rule(
    summary="path parameters without `required: true`",
    why="OpenAPI requires `required: true` for path parameters (3.1, section 4.8.12.2). A path is "
    "not complete without the value.",
    fix=Fix.SAFE,
    on=Kind.PARAMETER,
    keys=("in",),
    check=check,
    before="""
        name: id
        in: path
        schema:
          type: string
    """,
    after="""
        name: id
        in: path
        schema:
          type: string
        required: true
    """,
)
