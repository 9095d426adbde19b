"""A source that is not there."""

from specquilt.rules._rule import Rule

RULE = Rule(
    summary="sources that do not exist, or that may not be read",
    why="A misspelt path must not lead to a client without the operations of that file.",
)
