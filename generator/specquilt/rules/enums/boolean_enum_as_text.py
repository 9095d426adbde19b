"""A constant true or false that became text."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Set
from specquilt.openapi.finding import Fix
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.enums import booleans


def check(node: Cursor) -> Iterator[Problem]:
    """Look for an enum of true and false, wrapped or not, under ``type: string``."""
    values = booleans(node)
    if not values:
        return
    rest = {key: value for key, value in node.value.items() if key not in ("type", "enum")}
    choice = {"const": values[0]} if len(set(values)) == 1 else {}
    better = {"type": "boolean", **choice, **rest}
    spoken = " and ".join(str(value).lower() for value in values)
    yield Problem(
        f"the values are texts that are {spoken}", node.pointer, (Set(node.pointer, better),)
    )


RULE = Rule(
    summary="enums of true and false under `type: string`",
    why="No text equals true, so no real value fits. The export turned a constant, which tells "
    "variants apart, into an enum of text.",
    fix=Fix.SAFE,
    on=Kind.SCHEMA,
    keys=("enum",),
    check=check,
    before="""
        type: string
        enum:
          - type: booleanLiteral
            value: false
        description: Never streams.
    """,
    after="""
        type: boolean
        const: false
        description: Never streams.
    """,
)
