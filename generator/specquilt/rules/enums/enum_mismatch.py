"""Enum values that are not valid for their type."""

from collections.abc import Iterator
from typing import Any

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import Kind
from specquilt.openapi.pointer import Pointer
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.enums import booleans
from specquilt.rules.facts.fit import misfit
from specquilt.rules.facts.text import lacks_quotes


def check(node: Cursor) -> Iterator[Problem]:
    """Check each enum value, and `const`, against the rest of the schema."""
    if "type" not in node.value or booleans(node):
        return
    rest = {key: value for key, value in node.value.items() if key not in ("enum", "const")}
    values = [(("enum", index), value) for index, value in enumerate(node.listing("enum"))]
    for pointer, value in [*values, (("const",), node.value.get("const"))]:
        if value is None and pointer[0] == "enum" and not node.value.get("nullable"):
            yield from _null(node, rest, pointer)
        elif value is not None and not isinstance(value, dict) and not lacks_quotes(rest, value):
            wrong = misfit(node.document, rest, value)
            if wrong:
                message = f"invalid {pointer[0]} value: {wrong.message}"
                yield Problem(message, node.pointer_to(*pointer))


def _null(node: Cursor, rest: dict[str, Any], pointer: Pointer) -> Iterator[Problem]:
    if misfit(node.document, rest, None):
        allowed = "`nullable: true`" if node.is_openapi_30 else "`null` to the type"
        message = "invalid enum value: null, which the type does not allow"
        yield Problem(message, node.pointer_to(*pointer), help=f"remove it, or add {allowed}")


RULE = Rule(
    summary="enum values that are not valid for their type",
    why="A value must match both the type and the enum. Either this value or the type is wrong.",
    severity=Severity.WARNING,
    on=Kind.SCHEMA,
    keys=("enum", "const"),
    check=check,
    before="""
        type: integer
        enum: [1, ten]
    """,
)
