"""Keys next to a `$ref` that are ignored."""

from collections.abc import Iterator
from typing import Any

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Edit, Set
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule

_ANNOTATIONS = {"$ref", "description", "summary", "title", "example", "examples", "deprecated"}


def check(node: Cursor) -> Iterator[Problem]:
    """Report keys next to a `$ref` that are ignored, except descriptions and examples."""
    is_read = node.kind is Kind.SCHEMA and not node.is_openapi_30
    if "$ref" not in node.value or is_read or len(node.value) == 1:
        return
    ignored = [key for key in node.value if key not in _ANNOTATIONS and not key.startswith("x-")]
    if ignored:
        plural = "key" if len(ignored) == 1 else "keys"
        message = f"ignored {plural} next to a `$ref`: {', '.join(map(repr, ignored))}"
        yield Problem(message, node.pointer_to(ignored[0]), tuple(_edits(node)))


def _edits(node: Cursor) -> Iterator[Edit]:
    """Combine reference and keys with `allOf`, which only schemas have."""
    if node.kind is Kind.SCHEMA and "allOf" not in node.value:
        rest: dict[str, Any] = {key: value for key, value in node.value.items() if key != "$ref"}
        yield Set(node.pointer, {"allOf": [{"$ref": node.value["$ref"]}], **rest})


RULE = Rule(
    summary="keys next to a `$ref` that are ignored",
    why="In OpenAPI 3.0 a reference replaces the whole object. In 3.1 this is still true for "
    "everything except schemas.",
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
