"""Merge keys of YAML 1.1."""

from specquilt.rules._rule import Rule

RULE = Rule(
    summary="merge keys (`<<`)",
    why="They were dropped from YAML 1.2, so tools disagree about what the document says; "
    "write the keys out.",
)
