"""Unions without members."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Remove
from specquilt.openapi.finding import Fix
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule


def check(node: Cursor) -> Iterator[Problem]:
    """Report empty `oneOf`, `anyOf` and `allOf` lists."""
    for keyword in ("oneOf", "anyOf", "allOf"):
        if node.value.get(keyword) == []:
            pointer = node.pointer_to(keyword)
            edits = [Remove(pointer)]
            if "discriminator" in node.value:
                edits.append(Remove(node.pointer_to("discriminator")))
            yield Problem(f"`{keyword}` is empty", pointer, tuple(edits))


RULE = Rule(
    summary="empty `oneOf`, `anyOf` and `allOf` lists",
    why="The list must have at least one member (JSON Schema 2020-12, core, section 10.2.1). With "
    "an empty list, no value is valid; without the keyword, any value is.",
    fix=Fix.GUESS,
    on=Kind.SCHEMA,
    keys=("oneOf", "anyOf", "allOf"),
    check=check,
    before="""
        description: A patch
        oneOf: []
    """,
    after="""
        description: A patch
    """,
)
