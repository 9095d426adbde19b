"""What stands beside a reference and is not read."""

from collections.abc import Iterator
from typing import Any

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Edit, Set
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule

_WORDS = {"$ref", "description", "summary", "title", "example", "examples", "deprecated"}


def check(node: Cursor) -> Iterator[Problem]:
    """Look for keys beside a `$ref` that would mean something if they were read."""
    is_read = node.kind is Kind.SCHEMA and not node.is_openapi_30
    if "$ref" not in node.value or is_read or len(node.value) == 1:
        return
    lost = [key for key in node.value if key not in _WORDS and not key.startswith("x-")]
    if lost:
        message = f"beside a `$ref`, {', '.join(map(repr, lost))} is ignored"
        yield Problem(message, node.pointer_to(lost[0]), tuple(_edits(node)))


def _edits(node: Cursor) -> Iterator[Edit]:
    """A schema can say both with `allOf`; for other objects, only a person knows."""
    if node.kind is Kind.SCHEMA and "allOf" not in node.value:
        rest: dict[str, Any] = {key: value for key, value in node.value.items() if key != "$ref"}
        yield Set(node.pointer, {"allOf": [{"$ref": node.value["$ref"]}], **rest})


RULE = Rule(
    summary="keys beside a `$ref` that are ignored",
    why="In OpenAPI 3.0 a reference replaces the whole object, and for anything but a schema it "
    "still does in 3.1: what stands beside it is lost.",
    severity=Severity.WARNING,
    fix=Fix.GUESS,
    on=Kind.SCHEMA,
    also=(Kind.PARAMETER, Kind.REQUEST_BODY, Kind.RESPONSE, Kind.HEADER),
    openapi="3.0.3",
    keys=("$ref",),
    check=check,
    before="""
        type: object
        properties:
          size:
            $ref: '#/components/schemas/Size'
            nullable: true
    """,
    after="""
        type: object
        properties:
          size:
            allOf:
              - $ref: '#/components/schemas/Size'
            nullable: true
    """,
)
