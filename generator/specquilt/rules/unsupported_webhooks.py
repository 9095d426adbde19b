"""Requests that the server sends."""

from specquilt.finding import Severity
from specquilt.rules._rule import Rule

RULE = Rule(
    summary="webhooks, for which no code is generated",
    why="A webhook is a request to the user's own server; a client has nothing to do with it.",
    severity=Severity.INFO,
)
