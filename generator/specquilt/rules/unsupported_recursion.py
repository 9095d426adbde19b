"""A schema inside itself, without a name."""

from specquilt.rules._rule import Rule

RULE = Rule(
    summary="unnamed schemas that hold themselves",
    why="A type that contains itself needs a name to refer to; make it a component.",
)
