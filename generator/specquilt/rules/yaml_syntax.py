"""Text that is no YAML."""

from specquilt.rules._rule import Rule

RULE = Rule(
    summary="texts that cannot be read as YAML or JSON",
    why="Nothing can be said about a text that cannot be read; the finding names the line and "
    "column where reading stopped.",
)
