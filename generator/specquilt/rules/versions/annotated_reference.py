"""Descriptions and examples next to a `$ref` that OpenAPI ignores."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.versions import reference_siblings


def check(node: Cursor) -> Iterator[Problem]:
    """Report annotations next to a `$ref`, unless other keys there are reported."""
    is_read = node.kind is Kind.SCHEMA and not node.is_openapi_30
    if "$ref" not in node.value or is_read or any(reference_siblings.check(node)):
        return
    known = {"$ref"} if node.is_openapi_30 else {"$ref", "summary", "description"}
    keys = [key for key in node.value if key not in known and not key.startswith("x-")]
    if keys:
        message = f"OpenAPI ignores text next to a `$ref`: {', '.join(map(repr, keys))}"
        yield Problem(message, node.pointer_to(keys[0]))


RULE = Rule(
    summary="descriptions and examples next to a `$ref` that OpenAPI ignores",
    why="In OpenAPI 3.0 a reference replaces the whole object; 3.1 reads all keys in schemas, and "
    "elsewhere `summary` and `description`. specquilt reads descriptions, other tools do not.",
    severity=Severity.INFO,
    on=Kind.SCHEMA,
    also=(Kind.PARAMETER, Kind.REQUEST_BODY, Kind.RESPONSE, Kind.HEADER),
    openapi="3.0.3",
    keys=("$ref",),
    concerns=lambda shape: len(shape.keys) > 1,
    check=check,
    before="""
        type: object
        properties:
          size:
            $ref: '#/components/schemas/Size'
            description: In square metres
    """,
)
