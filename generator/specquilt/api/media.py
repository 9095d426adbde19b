"""Media types: the kind of content of each, and the order of preference."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

from specquilt.api.references import References
from specquilt.openapi.cursor import Cursor

Kind: TypeAlias = Literal["json", "text", "binary", "events", "lines", "empty", "undescribed"]

JSON = re.compile(r"(?:application/(?:(?!stream\+)[\w.-]+\+)?json|text/json|\*/\*)$")
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
_BODIES = (
    JSON,
    re.compile("multipart/form-data$"),
    re.compile("application/x-www-form-urlencoded$"),
)

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
    media_type, content = min(media, key=lambda item: _body_rank(item[0]))
    return media_type, content.at("schema") if content.has("schema") else content.of({})


def _body_rank(media_type: str) -> int:
    known = essence(media_type)
    ranks = (rank for rank, pattern in enumerate(_BODIES) if pattern.match(known))
    return next(ranks, len(_BODIES))
