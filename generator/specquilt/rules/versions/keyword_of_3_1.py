"""Keywords of OpenAPI 3.1 in OpenAPI 3.0 documents."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule

_NEW = (
    "const",
    "prefixItems",
    "patternProperties",
    "if",
    "contains",
    "propertyNames",
    "dependentSchemas",
    "unevaluatedProperties",
    "$defs",
)


def check(node: Cursor) -> Iterator[Problem]:
    """Report keywords of OpenAPI 3.1 in documents of version 3.0."""
    if not node.is_openapi_30:
        return
    for keyword in _NEW:
        if keyword in node.value:
            yield Problem(f"`{keyword}` is not a keyword of OpenAPI 3.0", node.pointer_to(keyword))
    if isinstance(node.value.get("type"), list) or node.value.get("type") == "null":
        yield Problem(
            "in OpenAPI 3.0, `type` must be one type other than null", node.pointer_to("type")
        )


RULE = Rule(
    summary="keywords of OpenAPI 3.1 in an OpenAPI 3.0 document",
    why="OpenAPI 3.0 does not allow them, and tools ignore them. To use them, change the version "
    "of the document to 3.1.",
    severity=Severity.WARNING,
    on=Kind.SCHEMA,
    openapi="3.0.3",
    keys=(*_NEW, "type"),
    concerns=lambda shape: shape.type in ("null", None) or shape.has(*_NEW),
    check=check,
    before="""
        const: quilt
    """,
)
