"""The operations of a document, as patterns see them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from specquilt.api.wanted_calls import calls_of
from specquilt.openapi.edits import Edit, Set
from specquilt.openapi.kinds import METHODS
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.references import follow, local
from specquilt.openapi.values import listing, mapping
from specquilt.select.pattern import Target

SECTIONS = ("paths", "webhooks")


def targets(data: dict[str, Any]) -> dict[Pointer, Target]:
    """Return every operation and webhook by its pointer."""
    calls = cache(lambda: calls_of(data))
    return {
        (section, path, method): _target(path, method, item[method], calls)
        for section in SECTIONS
        for path, item in mapping(data.get(section)).items()
        for method in METHODS
        if isinstance(mapping(item).get(method), dict)
    }


def _target(
    path: str, method: str, operation: dict[str, Any], calls: Callable[[], dict[str, list[str]]]
) -> Target:
    tags = tuple(str(tag) for tag in listing(operation.get("tags")))

    def names() -> list[str]:
        given = [operation.get("operationId"), operation.get("x-specquilt-call")]
        if not path.startswith("/"):
            given.append(path)
        return [*filter(None, map(_text, given)), *calls().get(f"{method} {path}", [])]

    return Target(method, path, tags, cache(names))


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def own_items(data: dict[str, Any]) -> Iterator[Edit]:
    """Put referenced path items in their places: of those, too, single operations may be wanted."""
    for section in SECTIONS:
        for path, item in mapping(data.get(section)).items():
            if local(mapping(item).get("$ref")):
                yield Set((section, path), follow(data, item))
