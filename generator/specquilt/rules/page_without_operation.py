"""Facts of a page that belong to nothing."""

from specquilt.finding import Severity
from specquilt.rules._rule import Rule

RULE = Rule(
    summary="pages about an operation that no specification describes",
    why="What the page says (samples, error names, examples) can only be used together with a "
    "specification of the same operation.",
    severity=Severity.WARNING,
)
