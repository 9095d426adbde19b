"""OperationIds that are not identifiers."""

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
    """Report operationIds that are not identifiers, unless that is the style of the whole API."""
    name = node.value.get("operationId")
    if not isinstance(name, str) or name.isidentifier() or not name:
        return
    if not _JOINED_WORDS.fullmatch(name) or node.once(_are_mostly_identifiers):
        yield Problem(f"operationId {name!r} is not an identifier", node.pointer_to("operationId"))


def _are_mostly_identifiers(document: Document) -> bool:
    """Return whether at least 80 % of the operationIds are identifiers.

    If not, names such as ``repos/get`` or ``get-usage`` are the style of the API and become
    `repos_get` and `get_usage`.
    """
    names = [str(each.value.get("operationId", "")) for each in document.once(endpoints)]
    return 5 * sum(name.isidentifier() for name in names) >= 4 * len(names)


RULE = Rule(
    summary="operationIds that are not valid function names",
    why="Each tool converts such a name in its own way, so the same operation has a different "
    "name in each tool.",
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
