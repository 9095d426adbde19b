"""A place that the document does not have."""

from specquilt.rules._rule import Rule

RULE = Rule(
    summary="JSON Pointers that name nothing",
    why="A question about a place can only be answered if the place exists; RFC 6901 tells "
    "how a pointer is written.",
)
