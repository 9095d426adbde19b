"""How much of everything a document has, and whether all of it has its shape: reported part by part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, partial
from typing import Any, NamedTuple

from specquilt.openapi.document import Document
from specquilt.openapi.kinds import Kind
from specquilt.openapi.lasting import Lasting
from specquilt.openapi.parts import is_part
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.walk import children, objects, start
from specquilt.validate.shapes import is_shaped

IN_ONE: Mapping[Kind, Mapping[str, str]] = {
    Kind.SCHEMA: {
        "properties": "properties",
        "enum": "enum-values",
        **dict.fromkeys(("allOf", "anyOf", "oneOf", "prefixItems"), "schema-parts"),
    },
    Kind.OPERATION: {"parameters": "operation-parameters", "tags": "operation-tags"},
    Kind.COMPONENTS: {"schemas": "named-schemas"},
    Kind.DOCUMENT: {"tags": "tags", "servers": "servers"},
}
"""The names of limits of one object, by its kind and key."""
_NONE: Mapping[str, str] = {}


class Census(NamedTuple):
    """What a document or a part of it has.

    Args:
        is_shaped: whether every object has its shape; if not, nothing else is reported.
        counts: how many objects of each kind.
        most: how much the largest object has, by the name of the limit.
    """

    is_shaped: bool
    counts: dict[str, int]
    most: dict[str, int]


_MISSHAPEN = Census(is_shaped=False, counts={}, most={})


def census_of(document: Document) -> Census:
    """Return what a document has. What is known of its parts is not looked at again."""
    parts, outside = defaultdict[Kind, dict[Pointer, Any]](dict), list[tuple[Kind, Any]]()
    waiting = [start(document)]
    while waiting:
        node = waiting.pop()
        if is_part(node.pointer):
            parts[node.kind][node.pointer] = node.value
        else:
            outside.append((node.kind, node.value))
            waiting.extend(children(node))
    found = [_taken(outside)]
    for kind, values in parts.items():
        found.extend(document.parts.about_all(taken_of(kind), values).values())
    return _sum(found)


@cache
def taken_of(kind: Kind) -> Lasting[Census]:
    """Return what takes the census of a part that is an object of a kind."""
    return Lasting(
        f"census of a {kind}", partial(_taken_in, kind), list, lambda each: Census(*each)
    )


def _taken_in(kind: Kind, value: Any) -> Census:
    return _taken(objects(kind, value))


def _taken(all_objects: Iterable[tuple[Kind, dict[str, Any]]]) -> Census:
    counts, most = defaultdict[str, int](int), dict[str, int]()
    for kind, value in all_objects:
        if not is_shaped(kind, value):
            return _MISSHAPEN
        counts[kind] += 1
        names = IN_ONE.get(kind, _NONE)
        for key in names.keys() & value.keys() if names else ():
            most[names[key]] = max(most.get(names[key], 0), len(value[key] or ()))
    return Census(True, counts, most)


def _sum(found: list[Census]) -> Census:
    if not all(each.is_shaped for each in found):
        return _MISSHAPEN
    counts, most = dict[str, int](), dict[str, int]()
    for each in found:
        for kind, number in each.counts.items():
            counts[kind] = counts.get(kind, 0) + number
        for name, number in each.most.items():
            most[name] = max(most.get(name, 0), number)
    return Census(True, counts, most)
