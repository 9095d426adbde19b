"""A path or operation that lives on another server."""

from specquilt.finding import Severity
from specquilt.rules._rule import Rule

RULE = Rule(
    summary="servers of single paths or operations without a host",
    why="An operation is sent to its own server if that has a host, of its own or that of the API. "
    "Without one it is sent where all the others are.",
    severity=Severity.WARNING,
)
