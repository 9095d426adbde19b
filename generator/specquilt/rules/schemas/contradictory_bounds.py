"""A range with nothing in it."""

from collections.abc import Iterator
from typing import Any

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule

_RANGES = (
    ("minimum", "maximum"),
    ("exclusiveMinimum", "exclusiveMaximum"),
    ("minLength", "maxLength"),
    ("minItems", "maxItems"),
    ("minProperties", "maxProperties"),
)


def check(node: Cursor) -> Iterator[Problem]:
    """Look for a lower bound above the upper one."""
    for low, high in _RANGES:
        if low in node.value and high in node.value:
            lowest, highest = node.value[low], node.value[high]
            if _is_number(lowest) and _is_number(highest) and lowest > highest:
                yield Problem(f"{low} {lowest} is above {high} {highest}", node.pointer_to(low))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


RULE = Rule(
    summary="lower bounds above the upper ones",
    why="No value fits; most often the two numbers are swapped.",
    on=Kind.SCHEMA,
    keys=tuple(low for low, _ in _RANGES),
    check=check,
    before="""
        type: integer
        minimum: 10
        maximum: 1
    """,
)
