"""A choice between nothing."""

from collections.abc import Iterator

from specquilt.openapi.document import Remove
from specquilt.openapi.finding import Fix
from specquilt.openapi.walk import Kind, Node
from specquilt.rules.engine.rule import Problem, Rule


def check(node: Node) -> Iterator[Problem]:
    """Look for `oneOf`, `anyOf` and `allOf` without a member."""
    for keyword in ("oneOf", "anyOf", "allOf"):
        if node.value.get(keyword) == []:
            pointer = node.at(keyword)
            edits = [Remove(pointer)]
            if "discriminator" in node.value:
                edits.append(Remove(node.at("discriminator")))
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
