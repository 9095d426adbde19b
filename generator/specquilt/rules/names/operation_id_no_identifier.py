"""An operation whose name no programming language would take."""

import re
from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.document import Document
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.operations import endpoints

_JOINED_WORDS = re.compile(r"[A-Za-z_]\w*([-./:]\w+)+", re.ASCII)


def check(node: Cursor) -> Iterator[Problem]:
    """Look for an operationId that is no identifier, unless all are joined that way."""
    name = node.value.get("operationId")
    if not isinstance(name, str) or name.isidentifier() or not name:
        return
    if not _JOINED_WORDS.fullmatch(name) or node.once(_are_mostly_identifiers):
        yield Problem(f"operationId {name!r} is no identifier", node.pointer_to("operationId"))


def _are_mostly_identifiers(document: Document) -> bool:
    """Whole APIs write ``repos/get`` or ``get-usage``: a style, that becomes `repos_get`."""
    names = [str(each.value.get("operationId", "")) for each in endpoints(document)]
    return 5 * sum(name.isidentifier() for name in names) >= 4 * len(names)


RULE = Rule(
    summary="operationIds that cannot be the name of a function",
    why="Each tool has its own way of making an identifier of such a name, so the same operation "
    "is called differently everywhere.",
    severity=Severity.WARNING,
    on=Kind.OPERATION,
    keys=("operationId",),
    check=check,
    before="""
        operationId: make a quilt!
        responses:
          '204':
            description: Done
    """,
)
