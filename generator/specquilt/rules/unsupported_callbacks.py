"""Requests that an operation makes the server send."""

from specquilt.finding import Severity
from specquilt.rules._rule import Rule

RULE = Rule(
    summary="callbacks, of which only the payloads have models",
    why="A callback is a request to the user's own server; the operation itself is "
    "generated, and `types` has a model of what the callback brings.",
    severity=Severity.INFO,
)
