"""Features of OpenAPI 3.2: converted to 3.1 as far as they go. Some need 3.2."""

import re
from collections.abc import Iterator
from typing import Any

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.document import Document
from specquilt.openapi.edits import Edit, Remove, RenameKey, Set
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.keys import KEYS_OF_3_2
from specquilt.openapi.kinds import Kind
from specquilt.openapi.operations import operations
from specquilt.openapi.values import mapping
from specquilt.openapi.walk import walk
from specquilt.rules.engine.rule import Problem, Rule

_EVENTS = "text/event-stream"
_SEQUENTIAL = re.compile(r"event-stream|ndjson|jsonl|json-?lines|json-seq|stream\+json")
_ADVICE = {
    "additionalOperations": "no method is generated for it",
    "deviceAuthorization": "request the token yourself, and pass it to the client",
    "defaultMapping": "values with an unknown tag become an unknown variant",
}


def check(node: Cursor) -> Iterator[Problem]:
    """Report keys of OpenAPI 3.2; if there are none, report the version."""
    if not node.document.version.startswith("3.2"):
        return
    for key in sorted(KEYS_OF_3_2.get(node.kind, frozenset()) & node.value.keys()):
        yield Problem(_message(key), node.pointer_to(key), _edits(node, key))
    if node.kind is Kind.MEDIA_TYPE and "$ref" in node.value:
        edits = (Set(node.pointer, node.resolve(node.value)),)
        yield Problem("in OpenAPI 3.1, a media type must not be a reference", node.pointer, edits)
    if node.kind is Kind.RESPONSE and "description" not in node.value and "$ref" not in node.value:
        summary = str(node.value.get("summary", ""))
        set_description = (Set(node.pointer_to("description"), summary),)
        yield Problem("OpenAPI 3.1 requires a description", node.pointer, set_description)
    if node.kind is Kind.DOCUMENT and not node.once(_needs_3_2):
        version = (Set(("openapi",), "3.1.1"),)
        yield Problem("OpenAPI 3.2 is converted to 3.1", ("openapi",), version)


def _message(key: str) -> str:
    advice = f"; {_ADVICE[key]}" if key in _ADVICE else ""
    return f"{key!r} requires OpenAPI 3.2{advice}"


def _edits(node: Cursor, key: str) -> tuple[Edit, ...]:
    """Remove a key that has no equivalent in OpenAPI 3.1."""
    place = node.pointer_to(key)
    if key == "itemSchema" and "schema" not in node.value:
        return Set(node.pointer_to("schema"), _schema(node)), Remove(place)
    if key == "dataValue" and "value" not in node.value:
        return (RenameKey(place, "value"),)
    return (Remove(place),)


def _schema(node: Cursor) -> Any:
    """Return the schema of a media type: of a stream, it is here the schema of its items."""
    items, media_type = node.value["itemSchema"], str(node.pointer[-1])
    if not _SEQUENTIAL.search(media_type):
        return {"type": "array", "items": items}
    if not media_type.startswith(_EVENTS):
        return items
    data = mapping(mapping(mapping(items).get("properties")).get("data"))
    return data.get("contentSchema", items)


def _needs_3_2(document: Document) -> bool:
    """Return whether there are keys to convert, or operations that only OpenAPI 3.2 has."""
    if any(each.method == "query" for each in operations(document.data)):
        return True
    return any(map(_is_newer, walk(document)))


def _is_newer(node: Cursor) -> bool:
    if node.kind is Kind.PARAMETER and node.get("in") == "querystring":
        return True
    return not KEYS_OF_3_2.get(node.kind, frozenset()).isdisjoint(node.value)


RULE = Rule(
    summary="features of OpenAPI 3.2",
    why="OpenAPI 3.2 is converted to 3.1 as far as possible; a document with the method QUERY or "
    "a parameter in the query string stays 3.2. What has no equivalent is left out, and operations in `additionalOperations` have no "
    "method.",
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
