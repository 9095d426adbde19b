"""Binary data in JSON."""

from collections.abc import Iterator
from typing import Any

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import Kind
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.values import mapping
from specquilt.rules.engine.rule import Problem, Rule


def check(node: Cursor) -> Iterator[Problem]:
    """Report ``format: binary`` in JSON content, at the top level and in its properties."""
    if not str(node.pointer[-1]).partition(";")[0].endswith("json"):
        return
    for pointer, schema in _schemas(node):
        if schema.get("format") == "binary":
            advice = "use `format: byte` (base64), or a multipart body"
            yield Problem("JSON cannot contain binary data", pointer, help=advice)


def _schemas(node: Cursor) -> Iterator[tuple[Pointer, dict[str, Any]]]:
    schema = mapping(node.resolve(node.value.get("schema")))
    yield node.pointer_to("schema"), schema
    is_inline = "$ref" not in node.mapping("schema")
    for name, value in mapping(schema.get("properties")).items():
        where = ("properties", name) if is_inline else ()
        yield node.pointer_to("schema", *where), mapping(node.resolve(value))


RULE = Rule(
    summary="binary data in JSON",
    why="JSON is text, so binary data must be encoded or sent as a file. Either the format or the "
    "media type is wrong.",
    severity=Severity.WARNING,
    on=Kind.MEDIA_TYPE,
    keys=("schema",),
    check=check,
    before="""
        schema:
          type: object
          properties:
            photo:
              type: string
              format: binary
    """,
)
