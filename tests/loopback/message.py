"""Requests and responses of the loopback server."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from email.message import Message
from functools import cached_property
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

from loopback.multipart import Part, split_parts

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Request:
    """A request exactly as received. `target` keeps the percent-encoding of the client."""

    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def path(self) -> str:
        """The path as sent, still percent-encoded."""
        return urlsplit(self.target).path

    @property
    def query(self) -> list[tuple[str, str]]:
        """The decoded query parameters in the order they were sent."""
        return parse_qsl(urlsplit(self.target).query, keep_blank_values=True)

    def header(self, name: str) -> str | None:
        """Return the first value of a header, or None. Header names are case-insensitive."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    @property
    def content_type(self) -> str | None:
        """The media type of the body without parameters, or None without the header."""
        return self._content_type.get_content_type() if self.header("content-type") else None

    @cached_property
    def _content_type(self) -> Message[str, str]:
        message: Message[str, str] = Message()
        message["content-type"] = self.header("content-type") or ""
        return message

    def json(self) -> Any:
        """Return the body, parsed as JSON."""
        return json.loads(self.body)

    @property
    def parts(self) -> list[Part]:
        """The parts of a multipart body.

        Raises:
            ValueError: the content type has no boundary.
        """
        boundary = self._content_type.get_boundary()
        if boundary is None:
            raise ValueError("the content type of the request has no boundary")
        return list(split_parts(self.body, boundary))


@dataclass(frozen=True)
class Response:
    """A response: status, headers (without content-length) and body."""

    status: int = HTTPStatus.OK
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    @classmethod
    def of_json(cls, value: object, status: int = HTTPStatus.OK) -> Response:
        """Return a response with a JSON value, encoded as compact UTF-8."""
        body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        return cls(status, {"content-type": "application/json"}, body)
