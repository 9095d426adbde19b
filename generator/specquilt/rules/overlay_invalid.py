"""An overlay that cannot be applied."""

from specquilt.rules._rule import Rule

RULE = Rule(
    summary="overlays that are malformed, or ask for the impossible",
    why="An overlay holds hand corrections; one that is only half applied would leave the "
    "client half corrected. Overlay 1.1 makes a merge of incompatible values an error.",
)
