"""A file that would be lost."""

from specquilt.rules._rule import Rule

RULE = Rule(
    summary="configurations that `specquilt init` would overwrite",
    why="Somebody has written it; what stands there cannot be suggested again.",
)
