"""Finds what a document has more of than the limits allow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Finding, Severity
from specquilt.openapi.kinds import Kind
from specquilt.openapi.limits import DEFAULTS, LIMITS, advice
from specquilt.openapi.pointer import Pointer

_IN_ALL = {
    Kind.PATH_ITEM: "paths",
    Kind.OPERATION: "operations",
    Kind.SCHEMA: "schemas",
    Kind.PARAMETER: "parameters",
    Kind.RESPONSE: "responses",
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
_NONE: dict[str, str] = {}


def excessive(
    nodes: Iterable[Cursor], limits: Mapping[str, int] = DEFAULTS, factor: int = 1
) -> Iterator[Finding]:
    """Report what exceeds a limit: objects at the first that is one too many.

    Args:
        nodes: all objects of a document.
        limits: how much is allowed, by the key of ``[limits]``.
        factor: how many times as much is allowed.
    """
    nodes = list(nodes)
    for node in nodes:
        names = _IN_ONE.get(node.kind, _NONE)
        for key in node.value if names else ():
            if key not in names:
                continue
            name, number = names[key], len(node.value[key] or ())
            most = factor * limits[name]
            if number > most:
                yield _finding(node, node.pointer_to(key), name, most, number)
    counts = Counter(node.kind for node in nodes)
    for kind, name in _IN_ALL.items():
        most = factor * limits[name]
        if counts[kind] > most:
            first = next(islice((node for node in nodes if node.kind is kind), most, None))
            yield _finding(first, first.pointer, name, most, counts[kind])


def _finding(node: Cursor, pointer: Pointer, name: str, most: int, number: int) -> Finding:
    place = node.document.provenance.place(pointer)
    message = f"more than {most:,} {LIMITS[name][1]}"
    help = advice(name, number)
    return Finding("document-too-large", Severity.ERROR, message, place, pointer, help=help)
