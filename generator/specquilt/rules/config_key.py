"""A fault in specquilt.toml."""

from specquilt.rules._rule import Rule

RULE = Rule(
    summary="keys and values of specquilt.toml that mean nothing",
    why="A misspelt setting would otherwise be ignored, and the run would do something else "
    "than it was told.",
)
