"""The operations and webhooks of a document, as patterns match them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, TypeAlias

from specquilt.openapi.kinds import METHODS
from specquilt.openapi.operations import CALL
from specquilt.openapi.parts import PATH_SECTIONS
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.values import listing, mapping
from specquilt.select.pattern import Candidate

CallsOf: TypeAlias = Callable[[dict[str, Any]], dict[str, list[str]]]


def candidates(data: dict[str, Any], calls_of: CallsOf) -> dict[Pointer, Candidate]:
    """Return every operation and webhook by its pointer.

    Args:
        data: the document.
        calls_of: returns the calls of each operation, by ``get /path``.
    """
    calls = cache(lambda: calls_of(data))
    return {
        (section, path, method): _candidate(path, method, item, calls)
        for section in PATH_SECTIONS
        for path, item in mapping(data.get(section)).items()
        for method in METHODS
        if isinstance(mapping(item).get(method), dict)
    }


def _candidate(
    path: str, method: str, item: dict[str, Any], calls: Callable[[], dict[str, list[str]]]
) -> Candidate:
    operation = item[method]
    extensions = {
        key: value for key, value in (*item.items(), *operation.items()) if key[:2] == "x-"
    }
    tags = tuple(str(tag) for tag in listing(operation.get("tags")))

    def names() -> list[str]:
        given = [operation.get("operationId"), operation.get(CALL)]
        if not path.startswith("/"):
            given.append(path)
        return [*filter(None, map(_text, given)), *calls().get(f"{method} {path}", [])]

    return Candidate(method, path, tags, cache(names), extensions)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
