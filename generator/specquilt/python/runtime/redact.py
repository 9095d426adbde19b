"""Removes secrets from messages, representations and logs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, cast

from .secret import Secret

PUBLIC_HEADERS: Final = frozenset(
    {
        "accept", "accept-encoding", "age", "cache-control", "connection", "content-encoding",
        "content-length", "content-type", "date", "etag", "expires", "host", "idempotency-key",
        "last-modified", "request-id", "retry-after", "retry-after-ms", "server",
        "transfer-encoding", "user-agent", "vary", "x-request-id", "x-trace-id",
    }
)  # fmt: skip
HIDDEN: Final = "***"
_SHORTEST_SECRET: Final = 4
_SHORTEST_VALUE: Final = 8
_SECRET_NAME: Final = "auth|cookie|cred|key|pass|secret|session|sign|token"


def mask(credentials: Mapping[str, object]) -> str:
    """Return which credentials are set, without their values."""
    return ", ".join(f"{name}={HIDDEN if given else None}" for name, given in credentials.items())


def public_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """Return the header fields; values are hidden unless the field is known to be harmless."""
    return {n: v if n in PUBLIC_HEADERS else HIDDEN for n, v in headers.items()}


def secrets_in(headers: Mapping[str, str]) -> Iterator[str]:
    """Yield what is secret in header fields: all values unless the field is known to be harmless.

    Values of fields that are not named like a secret are secret only from a certain length: others
    are too likely to occur by chance.
    """
    for name, value in headers.items():
        if name not in PUBLIC_HEADERS:
            shortest = _SHORTEST_SECRET if re.search(_SECRET_NAME, name) else _SHORTEST_VALUE
            words = {value, value.rpartition(" ")[2]}
            yield from (word for word in words if len(word) >= shortest)


class Redaction:
    """Replaces known secrets in what a server sent.

    Args:
        secrets: The secrets. Very short ones are not replaced: they occur by chance.
    """

    __slots__ = ("_forms",)

    def __init__(self, secrets: Iterable[str]) -> None:
        known = {secret for secret in secrets if len(secret) >= _SHORTEST_SECRET}
        forms = {form for secret in known for form in _forms(secret)}
        self._forms = Secret(sorted(forms, key=len, reverse=True))

    def text(self, text: str) -> str:
        """Return a text without the secrets."""
        for form in self._forms.reveal():
            text = text.replace(form, HIDDEN)
        return text

    def content(self, content: bytes) -> bytes:
        """Return a body without the secrets, as they are or as JSON and URLs write them."""
        for form in self._forms.reveal():
            content = content.replace(form.encode("utf-8", "surrogateescape"), HIDDEN.encode())
        return content

    def value(self, value: Any) -> Any:
        """Return a JSON value without the secrets."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, bytes):
            return self.content(value)
        if isinstance(value, dict):
            items = cast("dict[str, Any]", value).items()
            return {self.value(name): self.value(item) for name, item in items}
        if isinstance(value, list | tuple):
            inner = [self.value(item) for item in cast("list[str]", value)]
            return inner if isinstance(value, list) else tuple(inner)
        return value


def _forms(secret: str) -> Iterator[str]:
    import json
    from urllib.parse import quote

    escaped = json.dumps(secret)[1:-1]
    yield from (secret, quote(secret, safe=""), escaped, escaped.replace("/", "\\/"))
