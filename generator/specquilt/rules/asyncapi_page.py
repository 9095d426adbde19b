"""A page about messages instead of calls."""

from specquilt.finding import Severity
from specquilt.rules._rule import Rule

RULE = Rule(
    summary="pages whose specification is AsyncAPI",
    why="AsyncAPI describes channels of messages (websockets). No client is generated for them; "
    "the operations of all other pages are not affected.",
    severity=Severity.WARNING,
)
