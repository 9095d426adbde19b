"""Enum items wrapped into an object with the one key ``value``."""

from collections.abc import Iterator
from typing import Any

from specquilt.document import Set
from specquilt.finding import Fix
from specquilt.rules._rule import Problem, Rule
from specquilt.walk import Kind, Node


def check(node: Node) -> Iterator[Problem]:
    """Look for ``- value: X`` where ``- X`` is meant."""
    items = node.value.get("enum")
    pointer = (*node.pointer, "enum")
    wrapped = [
        (index, item["value"])
        for index, item in enumerate(items if isinstance(items, list) else ())
        if _is_wrapped(item)
    ]
    if wrapped:
        value = wrapped[0][1]
        message = f"enum items are objects like {{value: {value!r}}} instead of {value!r}"
        yield Problem(message, pointer, tuple(Set((*pointer, at), item) for at, item in wrapped))


def _is_wrapped(item: Any) -> bool:
    """A docs export puts ``value``, and at times its ``type`` or a description, around the item."""
    return (
        isinstance(item, dict)
        and "value" in item
        and set(item) <= {"value", "type", "name", "description"}
        and not isinstance(item["value"], dict | list)
    )


RULE = Rule(
    summary="enum items that are objects instead of values",
    why="No value of the API is an object here, so a validator rejects every real answer and a "
    "generator makes classes of nonsense.",
    fix=Fix.SAFE,
    on=Kind.SCHEMA,
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
