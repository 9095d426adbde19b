"""Requests that the server sends."""

from specquilt.finding import Severity
from specquilt.rules._rule import Rule

RULE = Rule(
    summary="webhooks, of which only the payloads have models",
    why="A webhook is a request to the user's own server; a client has no "
    "method for it. `types` has a model of what it brings.",
    severity=Severity.INFO,
)
