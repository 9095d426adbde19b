"""An overlay action that changes nothing."""

from specquilt.finding import Severity
from specquilt.rules._rule import Rule

RULE = Rule(
    summary="overlay actions that the source already satisfies",
    why="The vendor has mended the document. A correction that is no longer needed hides the "
    "next change.",
    severity=Severity.WARNING,
)
