"""A count of results that may have a fraction."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Set
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule

_COUNTS = {"limit", "offset", "page", "pagesize", "perpage", "skip", "top", "maxresults"}
_INTEGER_ONLY = {"type", "format"}


def check(node: Cursor) -> Iterator[Problem]:
    """Look for query parameters like `limit` that are numbers but not integers."""
    name = str(node.value.get("name")).lower().replace("_", "").replace("-", "")
    schema = node.value.get("schema")
    if node.value.get("in") != "query" or name not in _COUNTS or not isinstance(schema, dict):
        return
    if schema.get("type") == "number":
        pointer = (*node.pointer, "schema")
        kept = {key: value for key, value in schema.items() if key not in _INTEGER_ONLY}
        message = f"{node.value['name']!r} counts results, but may have a fraction"
        yield Problem(message, pointer, (Set(pointer, {"type": "integer", **kept}),))


RULE = Rule(
    summary="paging parameters that are floating-point numbers",
    why="Exporters turn integers into `number`; a client would send `limit=10.0`, which servers "
    "refuse.",
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
