"""Requests that an operation makes the server send."""

from specquilt.finding import Severity
from specquilt.rules._rule import Rule

RULE = Rule(
    summary="callbacks, for which no code is generated",
    why="A callback is a request to the user's own server; the operation itself is generated.",
    severity=Severity.INFO,
)
