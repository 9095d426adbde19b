"""Duplicate operationIds."""

from collections.abc import Iterator

from specquilt.openapi.coverage import Disagreement
from specquilt.openapi.cursor import Cursor
from specquilt.openapi.document import Document
from specquilt.openapi.kinds import Kind
from specquilt.openapi.pointer import Pointer
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.operations import endpoints


def check(node: Cursor) -> Iterator[Problem]:
    """Report operationIds that an earlier operation already has."""
    name = node.value.get("operationId")
    first = node.once(_first_uses).get(name) if isinstance(name, str) else None
    if first and first != node.pointer:
        message = (
            f"duplicate operationId {name!r}, first used by {str(first[2]).upper()} {first[1]}"
        )
        yield Problem(
            message, node.pointer_to("operationId"), help="give each operation its own operationId"
        )


def _first_uses(document: Document) -> dict[str, Pointer]:
    uses = [(each.value.get("operationId"), each.pointer) for each in document.once(endpoints)]
    return {name: pointer for name, pointer in reversed(uses) if isinstance(name, str)}


RULE = Rule(
    summary="duplicate operationIds",
    why="OpenAPI requires unique operationIds. If two methods have the same name, one replaces "
    "the other, and an endpoint is missing from the client.",
    on=Kind.OPERATION,
    shown=Kind.DOCUMENT,
    keys=("operationId",),
    covers=(Disagreement.OPERATION_IDS,),
    check=check,
    before="""
        paths:
          /quilts:
            get: {operationId: quilts, responses: {'204': {description: No content}}}
            post: {operationId: quilts, responses: {'201': {description: Made}}}
    """,
)
