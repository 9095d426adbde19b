"""A mapping with the same key twice."""

from specquilt.rules._rule import Rule

RULE = Rule(
    summary="keys that stand twice in one mapping",
    why="YAML forbids it (1.2.2, section 3.2.1.3), and most readers silently keep the last "
    "one: half of what the author wrote is lost.",
)
