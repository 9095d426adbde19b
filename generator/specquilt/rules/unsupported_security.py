"""A way to authenticate that is not generated."""

from specquilt.finding import Severity
from specquilt.rules._rule import Rule

RULE = Rule(
    summary="security schemes that the client does not speak",
    why="The calls are generated all the same; the credentials have to be given as a header "
    "by the caller.",
    severity=Severity.WARNING,
)
