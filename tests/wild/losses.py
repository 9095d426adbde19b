"""Finds bodies of a document that its client can neither send nor receive."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from documents.arguments import methods
from specquilt.openapi.pointer import parse, resolve
from specquilt.openapi.references import follow
from specquilt.openapi.values import mapping
from specquilt.project.run import Output
from specquilt.python.surface.types import Method

_ANY_BYTES = {"text", "binary"}
_LINES = ("ndjson", "jsonl", "x-json-stream", "json-seq")


def losses(made: Output, document: dict[str, Any]) -> dict[str, int]:
    """Return the number of operations with each loss."""
    by_origin: dict[str, list[Method]] = defaultdict(list)
    for method in methods(made.surface):
        by_origin[method.origin].append(method)
    counts: Counter[str] = Counter()
    for origin, group in by_origin.items():
        operation = mapping(resolve(document, parse(origin)))
        counts.update({*_answers(document, operation, group), *_bodies(document, operation, group)})
    return dict(counts)


def _answers(document: dict[str, Any], operation: Any, group: list[Method]) -> Iterator[str]:
    given = {method.response.kind for method in group}
    for status, response in mapping(operation.get("responses")).items():
        if str(status).startswith("2"):
            content = mapping(mapping(follow(document, response)).get("content"))
            if _is_open(str(status), content, group):
                yield "answer without a description, method gives None"
            for kind in {kind_of(media_type) for media_type in content}:
                if not given & ({kind} | (_ANY_BYTES if kind in _ANY_BYTES else set())):
                    yield f"answer {kind}, method gives {_listed(given)}"


def _is_open(status: str, content: dict[str, Any], group: list[Method]) -> bool:
    """Return whether a server may answer with a body that no method returns."""
    is_silent = not content and status not in ("204", "205") and group[0].verb != "HEAD"
    return is_silent and all(method.response.kind == "empty" for method in group)


def _bodies(document: dict[str, Any], operation: Any, group: list[Method]) -> Iterator[str]:
    body = mapping(follow(document, operation.get("requestBody")))
    offered = [*mapping(body.get("content"))]
    if offered and all(method.body is None for method in group):
        yield f"body {_listed(offered)} cannot be sent"


def kind_of(media_type: str) -> str:
    """Return what a method must give for a media type."""
    plain = media_type.partition(";")[0].strip().lower()
    if plain == "text/event-stream":
        return "events"
    if plain.endswith(_LINES):
        return "lines"
    if plain == "*/*" or plain.endswith(("/json", "+json")):
        return "json"
    return "text" if plain.startswith("text/") else "binary"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))[:60]
