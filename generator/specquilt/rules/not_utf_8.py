"""A source in another encoding."""

from specquilt.rules._rule import Rule

RULE = Rule(
    summary="files that are not encoded in UTF-8",
    why="Guessing an encoding turns names and values into other ones without a word.",
)
