"""A package that does not work."""

from specquilt.rules._rule import Rule

RULE = Rule(
    summary="generated modules that do not compile, or do not import",
    why="This is a fault of specquilt, whatever the document says. The package that was there "
    "before is left as it was.",
)
