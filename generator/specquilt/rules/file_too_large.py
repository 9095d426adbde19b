"""A source beyond the limit of size."""

from specquilt.rules._rule import Rule

RULE = Rule(
    summary="files that are too large to be a page or a document",
    why="Reading such a file would take all memory; the limit is several times the size of "
    "the largest known document.",
)
