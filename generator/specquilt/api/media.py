"""Media types: what kind of content each is, and which of several is preferred."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

from specquilt.api.references import References
from specquilt.openapi.cursor import Cursor

Kind: TypeAlias = Literal["json", "text", "binary", "events", "lines", "empty"]

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
    """Return the place of an answer's media type in the order of preference."""
    known = essence(media_type)
    return next(rank for rank, (pattern, _) in enumerate(_KINDS) if pattern.match(known))


def kind_of(media_type: str) -> Kind:
    """Return the kind of content."""
    return _KINDS[rank_of(media_type)][1]


def preferred_body(operation: Cursor, references: References) -> tuple[str, Cursor] | None:
    """Return the media type that is sent and its schema, if there is a body."""
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
