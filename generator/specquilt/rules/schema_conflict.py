"""Two pages, two versions of a component."""

from specquilt.rules._rule import Rule

RULE = Rule(
    summary="components that two pages of equal standing describe differently",
    why="Only the vendor knows which one is right. Taking either would silently break the "
    "calls that rely on the other.",
)
