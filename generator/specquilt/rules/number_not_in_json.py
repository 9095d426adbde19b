"""A number that JSON cannot say."""

from specquilt.rules._rule import Rule

RULE = Rule(
    summary="numbers that JSON does not have: not a number, infinity, or far too many digits",
    why="No request and no answer can hold such a number, and readers disagree about what it is. "
    "In quotes it is text.",
)
