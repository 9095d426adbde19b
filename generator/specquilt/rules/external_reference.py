"""A reference that leads out of the document."""

from specquilt.rules._rule import Rule

RULE = Rule(
    summary="references to the network, or to files outside of the folders that are allowed",
    why="Following them would read files or fetch addresses that the document chooses. A document "
    "named alone may refer to files beside it; in a configuration, `[sources] allow-references` "
    "names the folders.",
)
