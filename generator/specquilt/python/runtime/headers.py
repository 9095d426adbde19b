"""HTTP header fields: a mapping for responses, and checks for requests."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from .errors import InvalidRequestError

_TOKEN = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+\Z")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")


class Headers(Mapping[str, str]):
    """Header fields of a response, read-only; names are case-insensitive.

    Repeated fields are joined with a comma; `get_list` returns them one by one.

    Args:
        fields: Name and value pairs in the order received.
    """

    __slots__ = ("_fields", "_repeated")

    def __init__(self, fields: Iterable[tuple[str, str]]) -> None:
        joined: dict[str, str] = {}
        repeated: dict[str, list[str]] = {}
        for name, value in fields:
            key = name.lower()
            if key in joined:
                repeated.setdefault(key, [joined[key]]).append(value)
                value = f"{joined[key]}, {value}"
            joined[key] = value
        self._fields = joined
        self._repeated = repeated

    def __getitem__(self, name: str) -> str:
        return self._fields[name.lower()]

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name.lower() in self._fields

    if not TYPE_CHECKING:
        # As inherited, but without an exception for each field that is missing.
        def get(self, name, default=None):
            return self._fields.get(name.lower(), default)

    def first(self, names: Iterable[str]) -> str | None:
        """Return the value of the first field that is present, or None."""
        fields = self._fields
        for name in names:
            if (key := name.lower()) in fields:
                return fields[key]
        return None

    def get_list(self, name: str) -> list[str]:
        """Return all values of a field, one for each time it was received."""
        key = name.lower()
        single = [self._fields[key]] if key in self._fields else []
        return list(self._repeated.get(key, single))

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields)

    def __len__(self) -> int:
        return len(self._fields)

    def __repr__(self) -> str:
        return f"Headers({list(self._fields)})"


def received_headers(fields: Iterable[tuple[bytes, bytes]]) -> Headers:
    """Return header fields as received; bytes beyond ASCII are Latin-1 (RFC 9110, section 5.5)."""
    return Headers((name.decode("latin-1"), value.decode("latin-1")) for name, value in fields)


def checked_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """Return the fields with lower-case names, ready to be sent.

    Raises:
        InvalidRequestError: A name is not a token, or a value is not text or contains a control
            character (RFC 9110, section 5.5). The message does not contain the value.
    """
    return {_checked_name(name): checked_value(name, value) for name, value in headers.items()}


@lru_cache(maxsize=256)
def _checked_name(name: object) -> str:
    if not isinstance(name, str) or not _TOKEN.match(name):
        raise InvalidRequestError(f"{name!r} is not a header name")
    return name.lower()


def checked_value(name: str, value: object) -> str:
    """Return the value of a header field, ready to be sent: see `checked_headers`."""
    if not isinstance(value, str):
        kind = type(value).__name__
        raise InvalidRequestError(f"the value of header {name!r} must be text, not {kind}")
    if _CONTROL.search(value):
        raise InvalidRequestError(f"the value of header {name!r} contains a control character")
    if not value.isascii():
        _require_latin(name, value)
    return value.strip()


def _require_latin(name: str, value: str) -> None:
    try:
        value.encode("latin-1")
    except UnicodeEncodeError:
        message = f"the value of header {name!r} contains characters outside of Latin-1"
        raise InvalidRequestError(message) from None
