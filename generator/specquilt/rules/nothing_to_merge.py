"""No fragment among the pages."""

from specquilt.rules._rule import Rule

RULE = Rule(
    summary="sources without a single OpenAPI fragment",
    why="Pages can add facts to a specification, but there is none to begin with.",
)
