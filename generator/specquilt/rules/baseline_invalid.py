"""A file that is no baseline."""

from specquilt.rules._rule import Rule

RULE = Rule(
    summary="baseline files that cannot be used",
    why="A baseline that is only half understood would hide more, or less, than it says.",
)
