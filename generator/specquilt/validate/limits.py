"""Finds what a document has more of than the limits allow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Finding, Severity
from specquilt.openapi.kinds import Kind
from specquilt.openapi.limits import DEFAULTS, LIMITS, advice
from specquilt.openapi.pointer import Pointer

_IN_ALL = {
    Kind.OPERATION: "operations",
    Kind.SCHEMA: "schemas",
    Kind.PARAMETER: "parameters",
    Kind.RESPONSE: "responses",
    Kind.PATH_ITEM: "paths",
}
_IN_ONE = {
    Kind.SCHEMA: {
        "properties": "properties",
        "enum": "enum-values",
        **dict.fromkeys(("allOf", "anyOf", "oneOf", "prefixItems"), "schema-parts"),
    },
    Kind.OPERATION: {"parameters": "operation-parameters", "tags": "operation-tags"},
    Kind.COMPONENTS: {"schemas": "named-schemas"},
    Kind.DOCUMENT: {"tags": "tags", "servers": "servers"},
}
"""The names of limits, by the kind of an object and its key."""


def excessive(
    nodes: Iterable[Cursor], limits: Mapping[str, int] = DEFAULTS, factor: int = 1
) -> Iterator[Finding]:
    """Report what exceeds a limit: objects at the first that is one too many.

    Args:
        nodes: all objects of a document.
        limits: how much is allowed, by the key of ``[limits]``.
        factor: how many times as much is allowed.
    """
    counts: Counter[Kind] = Counter()
    beyond: dict[Kind, Cursor] = {}
    for node in nodes:
        counts[node.kind] += 1
        name = _IN_ALL.get(node.kind)
        if name and counts[node.kind] == factor * limits[name] + 1:
            beyond[node.kind] = node
        for key, name in _IN_ONE.get(node.kind, {}).items():
            number = len(node.value[key] or ()) if key in node.value else 0
            if number > factor * limits[name]:
                yield _finding(node, node.pointer_to(key), name, factor * limits[name], number)
    for kind, node in beyond.items():
        name = _IN_ALL[kind]
        yield _finding(node, node.pointer, name, factor * limits[name], counts[kind])


def _finding(node: Cursor, pointer: Pointer, name: str, most: int, number: int) -> Finding:
    place = node.document.provenance.place(pointer)
    message = f"more than {most:,} {LIMITS[name][1]}"
    help = advice(name, number)
    return Finding("document-too-large", Severity.ERROR, message, place, pointer, help=help)
