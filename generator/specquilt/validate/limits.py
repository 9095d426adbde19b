"""How much a document may have of anything: several times as much as the largest public ones.

The time of later stages grows with it, and that of the model generator faster than that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Finding, Severity
from specquilt.openapi.kinds import Kind
from specquilt.openapi.pointer import Pointer


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
    Kind.SCHEMA: {
        "properties": _Limit(1_500, "properties in one object"),
        "enum": _Limit(5_000, "values in one enum"),
        **{
            key: _Limit(1_500, f"schemas in one {key}")
            for key in ("allOf", "anyOf", "oneOf", "prefixItems")
        },
    },
    Kind.OPERATION: {
        "parameters": _Limit(500, "parameters of one operation"),
        "tags": _Limit(500, "tags of one operation"),
    },
    Kind.COMPONENTS: {"schemas": _Limit(8_000, "named schemas")},
    Kind.DOCUMENT: {"tags": _Limit(5_000, "tags"), "servers": _Limit(1_000, "servers")},
}


def excessive(nodes: Iterable[Cursor], factor: int = 1) -> Iterator[Finding]:
    """Report what exceeds a limit, the first of each kind.

    Args:
        nodes: all objects of a document.
        factor: how many times as much as usual is allowed.
    """
    counts: Counter[Kind] = Counter()
    for node in nodes:
        counts[node.kind] += 1
        limit = _IN_ALL.get(node.kind)
        if limit and counts[node.kind] == factor * limit.most + 1:
            yield _finding(node, node.pointer, limit, factor)
        for key, limit in _IN_ONE.get(node.kind, {}).items():
            if key in node.value and len(node.value[key] or ()) > factor * limit.most:
                yield _finding(node, node.pointer_to(key), limit, factor)


def _finding(node: Cursor, pointer: Pointer, limit: _Limit, factor: int) -> Finding:
    place = node.document.provenance.place(pointer)
    message = f"more than {factor * limit.most:,} {limit.what}"
    advice = "split the document, or exclude operations that the client does not need"
    return Finding("document-too-large", Severity.ERROR, message, place, pointer, help=advice)
