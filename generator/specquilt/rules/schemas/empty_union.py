"""A choice between nothing."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Remove
from specquilt.openapi.finding import Fix
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule


def check(node: Cursor) -> Iterator[Problem]:
    """Look for `oneOf`, `anyOf` and `allOf` without a member."""
    for keyword in ("oneOf", "anyOf", "allOf"):
        if node.value.get(keyword) == []:
            pointer = node.pointer_to(keyword)
            edits = [Remove(pointer)]
            if "discriminator" in node.value:
                edits.append(Remove(node.pointer_to("discriminator")))
            yield Problem(f"{keyword} has no member", pointer, tuple(edits))


RULE = Rule(
    summary="`oneOf`, `anyOf` and `allOf` without a member",
    why="The list must not be empty (JSON Schema 2020-12, core, section 10.2.1): taken literally, "
    "no value fits. Without it, any value does.",
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
