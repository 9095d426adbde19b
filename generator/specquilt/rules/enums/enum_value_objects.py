"""Enum values wrapped in objects with the key ``value``."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Set
from specquilt.openapi.finding import Fix
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.enums import booleans, is_wrapped


def check(node: Cursor) -> Iterator[Problem]:
    """Report enum items written as ``- value: X`` instead of ``- X``."""
    pointer = node.pointer_to("enum")
    wrapped = [
        (index, item["value"])
        for index, item in enumerate(node.listing("enum"))
        if is_wrapped(item)
    ]
    if wrapped and not booleans(node):
        value = wrapped[0][1]
        message = f"enum values are objects such as {{value: {value!r}}} instead of {value!r}"
        yield Problem(message, pointer, tuple(Set((*pointer, at), item) for at, item in wrapped))


RULE = Rule(
    summary="enum values that are wrapped in objects",
    why="A validator rejects every real response, because the API sends plain values. A generator "
    "would create a useless class for each value.",
    fix=Fix.SAFE,
    on=Kind.SCHEMA,
    keys=("enum",),
    check=check,
    before="""
        type: string
        enum:
          - value: float
          - value: int8
    """,
    after="""
        type: string
        enum:
          - float
          - int8
    """,
)
