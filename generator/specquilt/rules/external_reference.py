"""A reference that leads out of the document."""

from specquilt.rules._rule import Rule

RULE = Rule(
    summary="references to other files or to the network",
    why="Following them would read files or fetch addresses that the document chooses. Bundle "
    "the document into one file first.",
)
