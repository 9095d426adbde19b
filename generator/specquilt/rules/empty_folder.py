"""A folder without pages."""

from specquilt.rules._rule import Rule

RULE = Rule(
    summary="folders that hold no page",
    why="It was named as a source, so pages were expected in it; their names end in .md, "
    ".txt, .yaml, .yml or .json.",
)
