"""A content that the client cannot send or receive."""

from specquilt.finding import Severity
from specquilt.rules._rule import Rule

RULE = Rule(
    summary="media types for which no code is generated",
    why="A method sends one kind of body and returns one kind of answer; what else the API "
    "offers can be reached through the raw request.",
    severity=Severity.WARNING,
)
