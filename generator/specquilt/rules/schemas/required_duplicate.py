"""Duplicate names in `required`."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Set
from specquilt.openapi.finding import Fix
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule


def check(node: Cursor) -> Iterator[Problem]:
    """Report duplicate names in `required`."""
    names = [name for name in node.listing("required") if isinstance(name, str)]
    distinct = list(dict.fromkeys(names))
    if len(distinct) < len(names) == len(node.listing("required")):
        pointer = node.pointer_to("required")
        yield Problem("`required` contains duplicate names", pointer, (Set(pointer, distinct),))


RULE = Rule(
    summary="duplicate names in `required`",
    why="Names in `required` must be unique (JSON Schema 2020-12, validation, section 6.5.3). "
    "Validators reject the document.",
    fix=Fix.SAFE,
    on=Kind.SCHEMA,
    keys=("required",),
    check=check,
    before="""
        type: object
        properties: {size: {type: string}}
        required: [size, size]
    """,
    after="""
        type: object
        properties: {size: {type: string}}
        required: [size]
    """,
)
