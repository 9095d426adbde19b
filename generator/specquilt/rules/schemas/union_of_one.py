"""Unions with one member."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Edit, Set
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.kinds import Kind
from specquilt.openapi.values import mapping
from specquilt.rules.engine.rule import Problem, Rule


def check(node: Cursor) -> Iterator[Problem]:
    """Report `oneOf` and `anyOf` with one member."""
    for keyword in ("oneOf", "anyOf"):
        members = node.listing(keyword)
        if len(members) == 1 and "discriminator" not in node.value:
            message = f"`{keyword}` has only one member"
            yield Problem(message, node.pointer_to(keyword), tuple(_edits(node, keyword)))


def _edits(node: Cursor, keyword: str) -> Iterator[Edit]:
    """Replace the union by its member, unless both have the same keyword."""
    member = mapping(node.value[keyword][0])
    rest = {key: value for key, value in node.value.items() if key != keyword}
    is_lost = "$ref" in member and rest and node.is_openapi_30
    if member and not is_lost and set(rest).isdisjoint(member):
        yield Set(node.pointer, {**member, **rest})


RULE = Rule(
    summary="`oneOf` and `anyOf` with one member",
    why="It means the same as the member alone, but generators create an extra class for it.",
    severity=Severity.INFO,
    fix=Fix.SAFE,
    on=Kind.SCHEMA,
    keys=("oneOf", "anyOf"),
    check=check,
    before="""
        description: How warm it is
        oneOf:
          - type: integer
    """,
    after="""
        type: integer
        description: How warm it is
    """,
)
