"""Boolean constants written as text."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Set
from specquilt.openapi.finding import Fix
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.enums import booleans


def check(node: Cursor) -> Iterator[Problem]:
    """Report enums of booleans, wrapped or not, under ``type: string``."""
    values = booleans(node)
    if not values:
        return
    rest = {key: value for key, value in node.value.items() if key not in ("type", "enum")}
    choice = {"const": values[0]} if len(set(values)) == 1 else {}
    better = {"type": "boolean", **choice, **rest}
    plural = "value" if len(values) == 1 else "values"
    values_text = f"{plural} {', '.join(str(value).lower() for value in values)}"
    yield Problem(
        f"enum of type 'string' with the boolean {values_text}",
        node.pointer,
        (Set(node.pointer, better),),
    )


RULE = Rule(
    summary="enums of booleans under `type: string`",
    why="A boolean is not a string, so no value is valid. Documentation exporters write the "
    "boolean constants of variants this way.",
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
