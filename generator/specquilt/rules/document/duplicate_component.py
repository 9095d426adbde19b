"""Components that are identical."""

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
    """Report components that are identical to an earlier one."""
    for section, components in node.value.items():
        candidates = [
            (name, each, _outline(each))
            for name, each in mapping(components).items()
            if _is_worth_comparing(each)
        ]
        outlines = Counter(outline for _, _, outline in candidates)
        first: dict[str, str] = {}
        for name, value, outline in candidates:
            if outlines[outline] == 1:
                continue
            other = first.setdefault(json.dumps(value, sort_keys=True), name)
            if other != name:
                message = f"{section} {name!r} and {other!r} are identical"
                yield Problem(message, node.pointer_to(section, name))


def _outline(value: dict[str, Any]) -> tuple[frozenset[str], frozenset[str]]:
    """Return a key that is equal for identical components and fast to compute."""
    return frozenset(value), frozenset(mapping(value.get("properties")))


def _is_worth_comparing(value: Any) -> bool:
    """Return whether a component is worth comparing: small ones are often identical by chance."""
    value = mapping(value)
    return len(mapping(value.get("properties"))) > 1 or len(listing(value.get("enum"))) > 1


RULE = Rule(
    summary="components that are identical to another one",
    why="They become two classes that are not interchangeable. Use one component and refer to it "
    "from both places.",
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
