"""Features of OpenAPI 3.2, converted to 3.1."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.document import Document
from specquilt.openapi.edits import Remove, Set
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.keys import KEYS_OF_3_2
from specquilt.openapi.kinds import Kind
from specquilt.openapi.walk import walk
from specquilt.rules.engine.rule import Problem, Rule


def check(node: Cursor) -> Iterator[Problem]:
    """Report keys of OpenAPI 3.2; if there are none, report the version."""
    if not str(node.document.data.get("openapi")).startswith("3.2"):
        return
    for key in sorted(KEYS_OF_3_2[node.kind] & node.value.keys()):
        yield Problem(_message(node, key), node.pointer_to(key), _edits(node, key))
    if node.kind is Kind.MEDIA_TYPE and "$ref" in node.value:
        edits = (Set(node.pointer, node.resolve(node.value)),)
        yield Problem("in OpenAPI 3.1, a media type must not be a reference", node.pointer, edits)
    if node.kind is Kind.RESPONSE and "description" not in node.value and "$ref" not in node.value:
        summary = str(node.value.get("summary", ""))
        edits = (Set(node.pointer_to("description"), summary),)
        yield Problem("OpenAPI 3.1 requires a description", node.pointer, edits)
    if node.kind is Kind.DOCUMENT and not node.once(_is_newer):
        edits = (Set(("openapi",), "3.1.1"),)
        yield Problem("OpenAPI 3.2 is converted to 3.1", ("openapi",), edits)


def _message(node: Cursor, key: str) -> str:
    if node.kind is Kind.PATH_ITEM:
        return f"{key!r} requires OpenAPI 3.2; no method is generated for it"
    return f"{key!r} requires OpenAPI 3.2"


def _edits(node: Cursor, key: str) -> tuple[Remove | Set, ...]:
    """Remove a key; `itemSchema` becomes `schema`, which here describes the items of a stream."""
    if key == "itemSchema" and "schema" not in node.value:
        return Set(node.pointer_to("schema"), node.value[key]), Remove(node.pointer_to(key))
    return (Remove(node.pointer_to(key)),)


def _is_newer(document: Document) -> bool:
    return any(
        not KEYS_OF_3_2.get(each.kind, frozenset()).isdisjoint(each.value)
        for each in walk(document)
    )


RULE = Rule(
    summary="features of OpenAPI 3.2",
    why="OpenAPI 3.2 is converted to 3.1 where possible. Operations with a method that 3.1 does "
    "not have (`query`, `additionalOperations`) are skipped.",
    severity=Severity.WARNING,
    fix=Fix.GUESS,
    on=Kind.DOCUMENT,
    also=tuple(kind for kind in KEYS_OF_3_2 if kind is not Kind.DOCUMENT),
    check=check,
    before="""
        openapi: 3.2.0
        $self: https://api.quilt.test/openapi.yaml
    """,
    after="""
        openapi: 3.1.1
    """,
)
