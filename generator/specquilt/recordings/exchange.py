"""An exchange: a recorded request and its answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from specquilt.openapi.finding import Location


class RecordedBody(NamedTuple):
    """The body of a message.

    Args:
        content: Its bytes; empty if there are none, or if only the value is known.
        value: What the recorder has read the bytes as.
        is_read: Whether there is such a value.
    """

    content: bytes = b""
    value: Any = None
    is_read: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is no body."""
        return not (self.content or self.is_read)


class RecordedMessage(NamedTuple):
    """One side of an exchange.

    Args:
        headers: By name in lower case.
        body: The body.
    """

    headers: Mapping[str, str] = {}
    body: RecordedBody = RecordedBody()

    @property
    def media_type(self) -> str:
        """The value of ``Content-Type``; empty if it is missing, or has been removed."""
        return self.headers.get("content-type", "")


class RecordedExchange(NamedTuple):
    """A request and its answer.

    Args:
        method: HTTP method, in upper case.
        url: As it was sent.
        request: What was sent.
        status: Of the answer; 0 if there was none.
        answer: What was received.
        place: Where it is recorded.
    """

    method: str
    url: str
    request: RecordedMessage
    status: int
    answer: RecordedMessage
    place: Location

    @property
    def is_success(self) -> bool:
        """Whether the server has accepted the request."""
        return 200 <= self.status < 300
