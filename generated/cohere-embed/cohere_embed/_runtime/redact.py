"""Removes secrets from messages, representations and logs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

PUBLIC_HEADERS: Final = frozenset(
    {
        "accept", "accept-encoding", "age", "cache-control", "connection", "content-encoding",
        "content-length", "content-type", "date", "etag", "expires", "idempotency-key",
        "last-modified", "request-id", "retry-after", "retry-after-ms", "server",
        "transfer-encoding", "user-agent", "vary", "x-request-id", "x-trace-id",
    }
)  # fmt: skip
HIDDEN: Final = "***"
_SHORTEST_SECRET: Final = 4


def mask(credentials: Mapping[str, object]) -> str:
    """Return which credentials are set, without their values."""
    return ", ".join(f"{name}={HIDDEN if given else None}" for name, given in credentials.items())


def public_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """Return the header fields; values are hidden unless the field is known to be harmless."""
    return {n: v if n in PUBLIC_HEADERS else HIDDEN for n, v in headers.items()}


def without_secrets(text: str, headers: Mapping[str, str], query: str | None) -> str:
    """Return a text from the server without the secrets of the request.

    Args:
        text: The text, e.g. an error message.
        headers: Headers of the request; all are secret unless known to be harmless.
        query: The part of the query that authenticates.
    """
    for secret in sorted(_secrets(headers, query), key=len, reverse=True):
        text = text.replace(secret, HIDDEN)
    return text


def _secrets(headers: Mapping[str, str], query: str | None) -> Iterable[str]:
    values = [value for name, value in headers.items() if name not in PUBLIC_HEADERS]
    if query:
        values.append(query.partition("=")[2])
    words = {word for value in values for word in (value, value.rpartition(" ")[2])}
    return {word for word in words if len(word) >= _SHORTEST_SECRET}
