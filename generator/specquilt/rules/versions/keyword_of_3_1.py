"""A keyword that OpenAPI 3.0 does not know."""

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
    """Look in documents of version 3.0 for what came with 3.1."""
    if not node.is_openapi_30:
        return
    for keyword in _NEW:
        if keyword in node.value:
            yield Problem(f"OpenAPI 3.0 does not know {keyword!r}", node.pointer_to(keyword))
    if isinstance(node.value.get("type"), list) or node.value.get("type") == "null":
        yield Problem(
            "in OpenAPI 3.0, null is no type and there is just one", node.pointer_to("type")
        )


RULE = Rule(
    summary="keywords of OpenAPI 3.1 in a document of version 3.0",
    why="3.0 forbids them and tools ignore them; if the document means what it says, its version "
    "is 3.1.",
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
