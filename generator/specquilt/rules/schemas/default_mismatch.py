"""A default that the schema itself refuses."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.fit import misfit
from specquilt.rules.facts.text import lacks_quotes


def check(node: Cursor) -> Iterator[Problem]:
    """Compare a default with its schema; ``default: null`` says that there is none."""
    default = node.value.get("default")
    if default is None or lacks_quotes(node.value, default):
        return
    wrong = misfit(node.document.data, node.value, default)
    if wrong:
        yield Problem(
            f"the default does not fit: {wrong.message}", node.pointer_to("default", *wrong.at)
        )


RULE = Rule(
    summary="defaults that do not fit their schema",
    why="A client that fills in the default sends what the API says it will refuse; one of the two "
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
