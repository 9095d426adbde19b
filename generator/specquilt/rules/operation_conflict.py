"""Two pages, two versions of an operation."""

from specquilt.rules._rule import Rule

RULE = Rule(
    summary="operations that two pages of equal standing describe differently",
    why="Only the vendor knows which one is right; make one of the pages a supplement, or "
    "leave it out.",
)
