"""OperationIds that differ only in case."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.document import Document
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.operations import endpoints


def check(node: Cursor) -> Iterator[Problem]:
    """Report operationIds that differ from an earlier one only in case."""
    name = node.value.get("operationId")
    if isinstance(name, str):
        first = node.once(_first_spellings).get(name.casefold(), name)
        if first != name:
            message = f"operationId {name!r} differs from {first!r} only in case"
            yield Problem(message, node.pointer_to("operationId"))


def _first_spellings(document: Document) -> dict[str, str]:
    names = [each.value.get("operationId") for each in document.once(endpoints)]
    return {name.casefold(): name for name in reversed(names) if isinstance(name, str)}


RULE = Rule(
    summary="operationIds that differ only in case",
    why="The names are easily confused, and on case-insensitive file systems one file overwrites "
    "the other. Methods and files are named after operations.",
    severity=Severity.WARNING,
    on=Kind.OPERATION,
    shown=Kind.DOCUMENT,
    keys=("operationId",),
    check=check,
    before="""
        paths:
          /quilts:
            get: {operationId: getall, responses: {'204': {description: No content}}}
            post: {operationId: getAll, responses: {'201': {description: Made}}}
    """,
)
