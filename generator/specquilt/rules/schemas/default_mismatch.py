"""Defaults that are not valid for their schema."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.fit import misfit
from specquilt.rules.facts.text import lacks_quotes


def check(node: Cursor) -> Iterator[Problem]:
    """Check the default against its schema; ``default: null`` means that there is no default."""
    default = node.value.get("default")
    if default is None or lacks_quotes(node.value, default):
        return
    wrong = misfit(node.document, node.value, default)
    if wrong:
        yield Problem(f"invalid default: {wrong.message}", node.pointer_to("default", *wrong.at))


RULE = Rule(
    summary="defaults that are not valid for their schema",
    why="A client that sends the default sends an invalid value. Either the default or the schema "
    "is wrong.",
    on=Kind.SCHEMA,
    keys=("default",),
    check=check,
    before="""
        type: string
        enum: [warm, light]
        default: heavy
    """,
)
