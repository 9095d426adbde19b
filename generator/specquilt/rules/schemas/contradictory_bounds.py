"""Bounds that no value satisfies."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.keywords import is_number
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
    """Report lower bounds greater than the upper bound."""
    for low, high in _RANGES:
        if low in node.value and high in node.value:
            lowest, highest = node.value[low], node.value[high]
            if is_number(lowest) and is_number(highest) and lowest > highest:
                yield Problem(
                    f"{low} {lowest} is greater than {high} {highest}", node.pointer_to(low)
                )


RULE = Rule(
    summary="lower bounds greater than the upper bound",
    why="No value is valid. Usually the two numbers are swapped.",
    on=Kind.SCHEMA,
    keys=tuple(low for low, _ in _RANGES),
    check=check,
    before="""
        type: integer
        minimum: 10
        maximum: 1
    """,
)
