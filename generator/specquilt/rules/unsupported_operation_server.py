"""A path or operation that lives on another server."""

from specquilt.finding import Severity
from specquilt.rules._rule import Rule

RULE = Rule(
    summary="servers of single paths or operations",
    why="A client has one base URL. Calls to such an operation need a client of their own, made "
    "with that server as its `base_url`.",
    severity=Severity.WARNING,
)
