"""One schema, two names."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import Kind
from specquilt.openapi.values import listing, mapping
from specquilt.rules.engine.rule import Problem, Rule


def check(node: Cursor) -> Iterator[Problem]:
    """Look for components that are equal word for word."""
    for section, components in node.value.items():
        said = {name: each for name, each in mapping(components).items() if _says_something(each)}
        outlines = Counter(map(_outline, said.values()))
        first: dict[str, str] = {}
        for name, value in said.items():
            if outlines[_outline(value)] == 1:
                continue
            other = first.setdefault(json.dumps(value, sort_keys=True), name)
            if other != name:
                message = f"{section} {name!r} and {other!r} are equal"
                yield Problem(message, node.pointer_to(section, name))


def _outline(value: dict[str, Any]) -> tuple[frozenset[str], frozenset[str]]:
    """Return what is equal for equal components, and quick to tell."""
    return frozenset(value), frozenset(mapping(value.get("properties")))


def _says_something(value: Any) -> bool:
    """Small schemas are equal by chance; descriptions do not count."""
    value = mapping(value)
    return len(mapping(value.get("properties"))) > 1 or len(listing(value.get("enum"))) > 1


RULE = Rule(
    summary="components that are equal to another one",
    why="They become two classes that cannot be used for each other; one component, referred to "
    "twice, would do.",
    severity=Severity.INFO,
    on=Kind.COMPONENTS,
    check=check,
    before="""
        schemas:
          Quilt:
            type: object
            properties: {id: {type: string}, size: {type: integer}}
          Blanket:
            type: object
            properties: {id: {type: string}, size: {type: integer}}
    """,
)
