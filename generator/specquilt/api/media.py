"""Media types: the kind of content of each, and the order of preference."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

from specquilt.api.references import References
from specquilt.openapi.cursor import Cursor

Kind: TypeAlias = Literal["json", "text", "binary", "events", "lines", "empty", "undescribed"]
"""What the content of a response is read as."""

FieldsKind: TypeAlias = Literal["json", "form", "multipart"]
"""What the fields of a request body are combined to."""

JSON = re.compile(r"(?:application/(?:(?!stream\+)[\w.-]+\+)?json|text/json|\*/\*)$")
XML = re.compile(r"(?:application|text)/(?:[\w.-]+\+)?xml$")
_KINDS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (JSON, "json"),
    (re.compile(r"text/event-stream$"), "events"),
    (
        re.compile(r"application/(?:x-)?(?:ndjson|jsonl|json-?lines|stream\+json|json-seq)$"),
        "lines",
    ),
    (re.compile(r"text/|application/(?:[\w.-]+\+)?xml$|application/(?:x-)?yaml$"), "text"),
    (re.compile(r""), "binary"),
)
_FIELDS: tuple[tuple[re.Pattern[str], FieldsKind], ...] = (
    (JSON, "json"),
    (re.compile("multipart/form-data$"), "multipart"),
    (re.compile("application/x-www-form-urlencoded$"), "form"),
)
"""Media types of request bodies that have fields. The first is preferred."""

STREAMS: frozenset[Kind] = frozenset({"events", "lines"})


def essence(media_type: str) -> str:
    """Return a media type without its parameters."""
    return media_type.partition(";")[0].strip().lower()


def rank_of(media_type: str) -> int:
    """Return the rank of a response's media type. The lowest rank is preferred."""
    known = essence(media_type)
    return next(rank for rank, (pattern, _) in enumerate(_KINDS) if pattern.match(known))


def kind_of(media_type: str) -> Kind:
    """Return the kind of content of a media type."""
    return _KINDS[rank_of(media_type)][1]


def preferred_body(operation: Cursor, references: References) -> tuple[str, Cursor] | None:
    """Return the request media type to send and its schema. None if there is no body."""
    if not operation.has("requestBody"):
        return None
    media = references.follow(operation.at("requestBody")).entries("content")
    if not media:
        return None
    bodies = [(name, at.at("schema") if at.has("schema") else at.of({})) for name, at in media]
    # A form without fields is nothing to send, so that any other body is better.
    rank = {name: (is_empty_form(name, at, references), _body_rank(name)) for name, at in bodies}
    return min(bodies, key=lambda body: rank[body[0]])


def is_empty_form(media_type: str, schema: Cursor, references: References) -> bool:
    """Return whether a body is a form without fields. Document generators write them for GET."""
    if fields_kind(media_type) not in ("form", "multipart"):
        return False
    target = references.follow(schema)
    is_empty = target.get("type") == "object" and target.get("properties") == {}
    return is_empty and not target.get("additionalProperties")


def fields_kind(media_type: str) -> FieldsKind | None:
    """Return what the fields of a body become in a media type. None if it has no fields."""
    known = essence(media_type)
    return next((kind for pattern, kind in _FIELDS if pattern.match(known)), None)


def _body_rank(media_type: str) -> int:
    kinds = [kind for _, kind in _FIELDS]
    kind = fields_kind(media_type)
    return kinds.index(kind) if kind else len(kinds)
