"""A text that would take too much to read."""

from specquilt.rules._rule import Rule

RULE = Rule(
    summary="texts nested too deeply, or aliases that expand to too many values",
    why="A few lines of nested aliases can stand for billions of values. The limits are far "
    "above every honest document.",
)
