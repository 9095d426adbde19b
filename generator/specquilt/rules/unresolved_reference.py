"""A reference that leads nowhere."""

from specquilt.rules._rule import Rule

RULE = Rule(
    summary="references to something that does not exist, or to themselves",
    why="The type that should stand there is unknown, and so are the arguments and results of "
    "the calls that use it.",
)
