"""A keyword that the type has no use for."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule

_TYPE_OF = {
    "properties": "object",
    "additionalProperties": "object",
    "required": "object",
    "items": "array",
    "minItems": "array",
    "maxItems": "array",
    "minLength": "string",
    "maxLength": "string",
    "pattern": "string",
}


def check(node: Cursor) -> Iterator[Problem]:
    """Look for `properties` of a string, `items` of an object, and their like."""
    type_ = node.value.get("type")
    for keyword, expected in _TYPE_OF.items() if isinstance(type_, str) else ():
        if keyword in node.value and type_ != expected and node.value[keyword] not in ({}, []):
            message = f"{keyword!r} means nothing for type {type_!r}"
            yield Problem(
                message, node.pointer_to(keyword), help=f"it belongs to type {expected!r}"
            )


RULE = Rule(
    summary="keywords that belong to another type",
    why="They are ignored: either the type is wrong, or they stand one level too high or too low.",
    severity=Severity.WARNING,
    on=Kind.SCHEMA,
    keys=tuple(_TYPE_OF),
    check=check,
    before="""
        type: string
        properties:
          size: {type: integer}
    """,
)
