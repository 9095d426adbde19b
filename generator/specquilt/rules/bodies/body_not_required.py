"""A request body that may be left out although it has required fields."""

from collections.abc import Iterator
from typing import Any

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Set
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule


def check(node: Cursor) -> Iterator[Problem]:
    """Look for a schema with `required` in a body that does not say that it is required."""
    if "required" in node.value or "$ref" in node.value:
        return
    fields = _required_fields(node)
    if fields:
        message = f"the request body is optional, but {', '.join(fields)} must be in it"
        yield Problem(message, node.pointer, (Set((*node.pointer, "required"), True),))


def _required_fields(node: Cursor) -> list[str]:
    """Fields that every media type of the body requires."""
    content = node.value.get("content")
    media_types: list[Any] = list(content.values()) if isinstance(content, dict) else []
    schemas = [
        node.resolve(media.get("schema")) for media in media_types if isinstance(media, dict)
    ]
    lists = [schema.get("required") if isinstance(schema, dict) else None for schema in schemas]
    if not lists or not all(isinstance(names, list) and names for names in lists):
        return []
    return [str(name) for names in lists[:1] if names for name in names]


RULE = Rule(
    summary="request bodies that are optional but have required fields",
    why="`required` of a request body is false by default. A client then offers a call without "
    "any argument, which the API refuses.",
    severity=Severity.WARNING,
    fix=Fix.SAFE,
    on=Kind.REQUEST_BODY,
    keys=("content",),
    check=check,
    before="""
        content:
          application/json:
            schema:
              type: object
              properties:
                model:
                  type: string
              required:
                - model
    """,
    after="""
        content:
          application/json:
            schema:
              type: object
              properties:
                model:
                  type: string
              required:
                - model
        required: true
    """,
)
