"""An `--ignore` without anything to ignore."""

from specquilt.finding import Severity
from specquilt.rules._rule import Rule

RULE = Rule(
    summary="ignored rules that find nothing",
    why="The problem is gone. What is still ignored would hide it when it comes back.",
    severity=Severity.WARNING,
)
