"""An id that no rule has."""

from specquilt.rules._rule import Rule

RULE = Rule(
    summary="ids of rules that do not exist",
    why="A misspelt id in a setting or a command would otherwise be ignored.",
)
