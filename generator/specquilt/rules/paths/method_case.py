"""HTTP methods in capital letters."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import RenameKey
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.kinds import METHODS, Kind
from specquilt.rules.engine.rule import Problem, Rule


def check(node: Cursor) -> Iterator[Problem]:
    """Report keys of a path that are methods but for their case."""
    for key in node.value:
        meant = key.lower()
        if key != meant and meant in METHODS and meant not in node.value:
            at = node.pointer_to(key)
            yield Problem(f"method {key!r} must be in lower case", at, (RenameKey(at, meant),))


RULE = Rule(
    summary="HTTP methods in capital letters",
    why="Keys of OpenAPI are case-sensitive, so tools do not find the operation.",
    fix=Fix.SAFE,
    severity=Severity.ERROR,
    on=Kind.PATH_ITEM,
    check=check,
    before="""
        DELETE: {operationId: drop, responses: {'204': {description: Gone}}}
        parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    """,
    after="""
        delete: {operationId: drop, responses: {'204': {description: Gone}}}
        parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    """,
)
