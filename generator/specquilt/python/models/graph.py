"""Which definitions refer to which, and the order in which a module has them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from specquilt.python.models.json_schema import Schema

Graph: TypeAlias = Mapping[str, frozenset[str]]


def graph_of(schemas: Mapping[str, Schema]) -> Graph:
    """Return the names of the definitions that each one refers to, in the module that is made.

    The backend writes a list whose items are such lists, in whatever way, as one of anything.
    """
    found = {name: references(schema) & schemas.keys() for name, schema in schemas.items()}
    return {
        name: frozenset() if _is_list(schemas[name]) and name in others else others
        for name, others in found.items()
    }


def references(value: Any) -> frozenset[str]:
    """Return the names that the references inside of a value lead to."""
    return frozenset(_referred(value))


def is_class(schema: Schema) -> bool:
    """Return whether a definition becomes a class with fields, and not an alias."""
    return "properties" in schema


def in_order(graph: Graph) -> list[str]:
    """Return names so that each comes after those that it refers to, as the backend has them.

    The backend goes through them again and again, and takes those of which it has all references.
    What is left over refers to itself in a circle, or to such names, and stays as it was given.
    """
    rounds = _rounds(graph)
    places = {name: place for place, name in enumerate(graph)}
    taken = sorted(rounds, key=lambda name: (rounds[name], places[name]))
    return [*taken, *(name for name in graph if name not in rounds)]


def _is_list(schema: Schema) -> bool:
    return schema.get("type") == "array"


def _rounds(graph: Graph) -> dict[str, int]:
    """Return the number of the round in which each name is taken, if it ever is."""
    places = {name: place for place, name in enumerate(graph)}
    missing = {name: others - {name} for name, others in graph.items()}
    users: defaultdict[str, list[str]] = defaultdict(list)
    for name, others in missing.items():
        for other in others:
            users[other].append(name)
    left = {name: len(others) for name, others in missing.items()}
    rounds = {name: 0 for name, count in left.items() if not count}
    earliest = dict.fromkeys(graph, 0)
    waiting = list(rounds)
    while waiting:
        name = waiting.pop()
        rounds[name] = earliest[name]
        for user in users[name]:
            # In the same round if it comes later in the list, and in the next one otherwise.
            next_round = rounds[name] + (places[user] < places[name])
            earliest[user] = max(earliest[user], next_round)
            left[user] -= 1
            waiting.extend([] if left[user] else [user])
    return rounds


def _referred(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _referred(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key == "$ref" and isinstance(item, str):
                yield item.rpartition("/")[2]
            else:
                yield from _referred(item)
