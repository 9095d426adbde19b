"""Keywords that do not apply to the type of their schema."""

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
    """Report keywords that do not apply to the type, such as `properties` of a string."""
    type_ = node.value.get("type")
    for keyword, expected in _TYPE_OF.items() if isinstance(type_, str) else ():
        if keyword in node.value and type_ != expected and node.value[keyword] not in ({}, []):
            message = f"`{keyword}` has no effect for type {type_!r}"
            yield Problem(
                message,
                node.pointer_to(keyword),
                help=f"change the type to {expected!r}, or move or remove the keyword",
            )


RULE = Rule(
    summary="keywords that do not apply to their type",
    why="Validators ignore the keyword. Either the type is wrong, or the keyword is on the wrong "
    "level.",
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
