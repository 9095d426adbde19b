"""A reference that the generator does not follow."""

from specquilt.rules._rule import Rule

RULE = Rule(
    summary="references that leave the document",
    why="A client is generated from one document; bundle the files into one first.",
)
