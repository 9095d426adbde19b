"""A parameter that is written in a media type."""

from specquilt.finding import Severity
from specquilt.rules._rule import Rule

RULE = Rule(
    summary="parameters whose `content` no code is generated for",
    why="Such a value is a small document of its own inside the URL or a header; the caller has to "
    "write it as text.",
    severity=Severity.WARNING,
)
