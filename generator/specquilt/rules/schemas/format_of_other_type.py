"""A format that does not belong to its type."""

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
    """Look for ``type: integer`` with ``format: date-time``, and their like."""
    name, type_ = node.value.get("format"), node.value.get("type")
    if isinstance(name, str) and isinstance(type_, str):
        expected = _TYPES_OF.get(name, (type_,))
        if type_ not in expected:
            advice = f"it belongs to type {expected[0]!r}"
            yield Problem(
                f"{name!r} is no format of {type_!r}", node.pointer_to("format"), help=advice
            )


RULE = Rule(
    summary="formats that belong to another type",
    why="One of the two is wrong: either the value is sent as text, or it is no such number. "
    "Generators follow the one or the other.",
    severity=Severity.WARNING,
    on=Kind.SCHEMA,
    keys=("format",),
    check=check,
    before="""
        type: integer
        format: date-time
    """,
)
