"""Paging parameters that are not integers."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Set
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule

_PAGING = {"limit", "offset", "page", "pagesize", "perpage", "skip", "top", "maxresults"}
_REPLACED = {"type", "format"}


def check(node: Cursor) -> Iterator[Problem]:
    """Report query parameters such as `limit` that are numbers but not integers."""
    name = str(node.value.get("name")).lower().replace("_", "").replace("-", "")
    schema = node.value.get("schema")
    if node.value.get("in") != "query" or name not in _PAGING or not isinstance(schema, dict):
        return
    if schema.get("type") == "number":
        pointer = (*node.pointer, "schema")
        kept = {key: value for key, value in schema.items() if key not in _REPLACED}
        message = f"paging parameter {node.value['name']!r} is a number instead of an integer"
        yield Problem(message, pointer, (Set(pointer, {"type": "integer", **kept}),))


RULE = Rule(
    summary="paging parameters that are floating-point numbers",
    why="A client would send `limit=10.0`, which servers reject. Documentation exporters turn "
    "integers into `number`.",
    severity=Severity.WARNING,
    fix=Fix.GUESS,
    on=Kind.PARAMETER,
    keys=("schema",),
    check=check,
    before="""
        name: limit
        in: query
        schema:
          type: number
          format: double
    """,
    after="""
        name: limit
        in: query
        schema:
          type: integer
    """,
)
