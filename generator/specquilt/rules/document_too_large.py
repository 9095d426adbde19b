"""A document that would take too long."""

from specquilt.rules._rule import Rule

RULE = Rule(
    summary="documents with more of something than can be worked on in a reasonable time",
    why="The limits are several times what the largest public documents have. A clear refusal is "
    "better than a run that does not end.",
)
