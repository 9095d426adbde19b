"""How much a document may hold: several times what the largest public ones do.

What comes after takes time in proportion, and the backends take more than that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from specquilt.document import Document
from specquilt.finding import Finding, Severity
from specquilt.pointer import Pointer
from specquilt.walk import Kind, Node, walk


class _Limit(NamedTuple):
    most: int
    what: str


_IN_ALL = {
    Kind.OPERATION: _Limit(5_000, "operations"),
    Kind.SCHEMA: _Limit(100_000, "schemas"),
    Kind.PARAMETER: _Limit(50_000, "parameters"),
    Kind.RESPONSE: _Limit(50_000, "responses"),
    Kind.PATH_ITEM: _Limit(5_000, "paths"),
}
_IN_ONE = {
    (Kind.SCHEMA, "properties"): _Limit(1_500, "properties in one object"),
    (Kind.SCHEMA, "enum"): _Limit(5_000, "values in one enum"),
    **{
        (Kind.SCHEMA, key): _Limit(1_500, f"schemas in one {key}")
        for key in ("allOf", "anyOf", "oneOf", "prefixItems")
    },
    (Kind.OPERATION, "parameters"): _Limit(500, "parameters of one operation"),
    (Kind.OPERATION, "tags"): _Limit(500, "tags of one operation"),
    (Kind.COMPONENTS, "schemas"): _Limit(10_000, "named schemas"),
    (Kind.DOCUMENT, "tags"): _Limit(5_000, "tags"),
    (Kind.DOCUMENT, "servers"): _Limit(1_000, "servers"),
}


def excessive(document: Document) -> Iterator[Finding]:
    """Report what is more than can be worked on; of each kind the first."""
    counts: Counter[Kind] = Counter()
    for node in walk(document):
        counts[node.kind] += 1
        limit = _IN_ALL.get(node.kind)
        if limit and counts[node.kind] == limit.most + 1:
            yield _finding(document, node.pointer, limit)
        yield from _in_one(document, node)


def _in_one(document: Document, node: Node) -> Iterator[Finding]:
    for (kind, key), limit in _IN_ONE.items() if node.kind in _KINDS else ():
        if kind is node.kind and len(node.value.get(key) or ()) > limit.most:
            yield _finding(document, node.at(key), limit)


_KINDS = frozenset(kind for kind, _ in _IN_ONE)


def _finding(document: Document, pointer: Pointer, limit: _Limit) -> Finding:
    place = document.provenance.place(pointer)
    message = f"more than {limit.most:,} {limit.what}"
    advice = "split the document, or leave out what the client does not need"
    return Finding("document-too-large", Severity.ERROR, message, place, pointer, help=advice)
