"""A paging hint that does not fit."""

from specquilt.rules._rule import Rule

RULE = Rule(
    summary="`x-specquilt-pagination` that names what is not there",
    why="An iterator over all pages needs the parameter that advances and the field that "
    "holds the items.",
)
