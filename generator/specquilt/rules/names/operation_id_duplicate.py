"""Two operations of one name."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.document import Document
from specquilt.openapi.kinds import Kind
from specquilt.openapi.pointer import Pointer
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.operations import endpoints


def check(node: Cursor) -> Iterator[Problem]:
    """Look for an operationId that an earlier operation has."""
    name = node.value.get("operationId")
    first = node.once(_first_uses).get(name) if isinstance(name, str) else None
    if first and first != node.pointer:
        message = f"operationId {name!r} is that of {str(first[2]).upper()} {first[1]}, too"
        yield Problem(
            message, node.pointer_to("operationId"), help="give each operation its own name"
        )


def _first_uses(document: Document) -> dict[str, Pointer]:
    uses = [(each.value.get("operationId"), each.pointer) for each in endpoints(document)]
    return {name: pointer for name, pointer in reversed(uses) if isinstance(name, str)}


RULE = Rule(
    summary="operationIds that stand at two operations",
    why="OpenAPI wants them unique. One of two methods of the same name replaces the other, and an "
    "endpoint is gone.",
    on=Kind.OPERATION,
    shown=Kind.DOCUMENT,
    keys=("operationId",),
    check=check,
    before="""
        paths:
          /quilts:
            get: {operationId: quilts, responses: {'204': {description: None there}}}
            post: {operationId: quilts, responses: {'201': {description: Made}}}
    """,
)
