"""Optional request bodies with required fields."""

from collections.abc import Iterator
from typing import Any

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Set
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule


def check(node: Cursor) -> Iterator[Problem]:
    """Report request bodies that have required fields but no `required`."""
    if "required" in node.value or "$ref" in node.value:
        return
    fields = _required_fields(node)
    if fields:
        plural = "field" if len(fields) == 1 else "fields"
        message = f"the request body is optional but has the required {plural} {', '.join(fields)}"
        yield Problem(message, node.pointer, (Set((*node.pointer, "required"), True),))


def _required_fields(node: Cursor) -> list[str]:
    """Return the required fields, if the schemas of all media types have some."""
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
    summary="optional request bodies with required fields",
    why="The client would allow a call without arguments, which the API rejects. `required` of a "
    "request body is false by default.",
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
