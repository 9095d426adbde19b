"""Formats that repeat the name of a type."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Remove
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.keywords import TYPES
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule


def check(node: Cursor) -> Iterator[Problem]:
    """Report ``format: string`` and other formats that are names of types."""
    name = node.value.get("format")
    if isinstance(name, str) and name in TYPES:
        pointer = (*node.pointer, "format")
        yield Problem(f"{name!r} is a type, not a format", pointer, (Remove(pointer),))


RULE = Rule(
    summary="formats that are names of types",
    why="Generators that use the format look for one that does not exist. A format adds details "
    "to a type.",
    severity=Severity.WARNING,
    fix=Fix.SAFE,
    on=Kind.SCHEMA,
    keys=("format",),
    check=check,
    before="""
        type: string
        format: string
    """,
    after="""
        type: string
    """,
)
