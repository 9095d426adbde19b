"""An entry of a baseline without its finding."""

from specquilt.finding import Severity
from specquilt.rules._rule import Rule

RULE = Rule(
    summary="baseline entries whose problem is gone",
    why="Somebody has mended it, or the place is another one now. An entry that stays would hide "
    "the problem when it comes back.",
    severity=Severity.WARNING,
)
