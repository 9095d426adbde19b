"""Formats that do not apply to the type of their schema."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule

_TEXTS = ("date-time", "date", "time", "byte", "binary", "uuid", "uri", "email", "hostname", "ipv4")
_TYPES_OF: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(_TEXTS, ("string",)),
    "int32": ("integer", "number"),
    "float": ("number",),
    "double": ("number",),
}


def check(node: Cursor) -> Iterator[Problem]:
    """Report formats that do not apply to the type, such as ``format: date-time`` of an integer."""
    name, type_ = node.value.get("format"), node.value.get("type")
    if isinstance(name, str) and isinstance(type_, str):
        expected = _TYPES_OF.get(name, (type_,))
        if type_ not in expected:
            advice = f"change the type to {expected[0]!r}, or remove the format"
            yield Problem(
                f"format {name!r} does not apply to type {type_!r}",
                node.pointer_to("format"),
                help=advice,
            )


RULE = Rule(
    summary="formats that do not apply to their type",
    why="Either the type or the format is wrong. Some generators follow the type, others the "
    "format.",
    severity=Severity.WARNING,
    on=Kind.SCHEMA,
    keys=("format",),
    check=check,
    before="""
        type: integer
        format: date-time
    """,
)
