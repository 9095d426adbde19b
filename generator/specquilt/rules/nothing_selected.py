"""A selection of nothing."""

from specquilt.rules._rule import Rule

RULE = Rule(
    summary="selections that leave no operation",
    why="A client without a method is of no use; more is excluded than was meant.",
)
