"""Finds what a document has more of than the limits allow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.document import Document
from specquilt.openapi.finding import Finding, Severity
from specquilt.openapi.kinds import Kind
from specquilt.openapi.limits import DEFAULTS, LIMITS, advice
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.walk import walk
from specquilt.validate.census import IN_ONE, census_of

_IN_ALL = {
    Kind.PATH_ITEM: "paths",
    Kind.OPERATION: "operations",
    Kind.SCHEMA: "schemas",
    Kind.PARAMETER: "parameters",
    Kind.RESPONSE: "responses",
}
"""The names of limits of all objects of a kind."""


def excessive(
    document: Document, limits: Mapping[str, int] = DEFAULTS, factor: int = 1
) -> list[Finding]:
    """Report what exceeds a limit: objects at the first that is one too many.

    Args:
        document: a document.
        limits: how much is allowed, by the key of ``[limits]``.
        factor: how many times as much is allowed.
    """
    allowed = {name: factor * most for name, most in limits.items()}
    # Most documents are within all limits: to tell that, no place has to be known.
    return [] if _is_within(document, allowed) else [*_places(list(walk(document)), allowed)]


def _is_within(document: Document, limits: Mapping[str, int]) -> bool:
    found = census_of(document)
    total = {name: found.counts.get(kind, 0) for kind, name in _IN_ALL.items()}
    numbers = [*total.items(), *found.most.items()]
    return found.is_shaped and all(number <= limits[name] for name, number in numbers)


def _places(nodes: list[Cursor], limits: Mapping[str, int]) -> Iterator[Finding]:
    for node in nodes:
        names = IN_ONE.get(node.kind, {})
        for key in filter(names.__contains__, node.value):
            name, number = names[key], len(node.value[key] or ())
            if number > limits[name]:
                yield _finding(node, node.pointer_to(key), name, limits[name], number)
    counts = Counter(node.kind for node in nodes)
    for kind, name in _IN_ALL.items():
        most = limits[name]
        if counts[kind] > most:
            first = next(islice((node for node in nodes if node.kind is kind), most, None))
            yield _finding(first, first.pointer, name, most, counts[kind])


def _finding(node: Cursor, pointer: Pointer, name: str, most: int, number: int) -> Finding:
    place = node.document.provenance.place(pointer)
    message = f"more than {most:,} {LIMITS[name][1]}"
    help = advice(name, number)
    return Finding("document-too-large", Severity.ERROR, message, place, pointer, help=help)
