"""A supplement that says something else."""

from specquilt.finding import Severity
from specquilt.rules._rule import Rule

RULE = Rule(
    summary="places where a supplement contradicts the pages",
    why="A supplement fills gaps and never overrules a page, but its author may have seen "
    "what the page has lost.",
    severity=Severity.WARNING,
)
