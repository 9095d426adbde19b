"""Every error a client raises, in one tree; all can be pickled and none holds a secret."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, TypedDict


class SDKError(Exception):
    """The root: whatever goes wrong in a call is one of these."""


class InvalidRequestError(SDKError):
    """The call cannot be sent as written; nothing has left the machine."""


class MissingCredentialsError(InvalidRequestError):
    """No key was given, neither as an argument nor in the environment."""


class ClientClosedError(SDKError):
    """The client was used after `close()`."""


class TransportError(SDKError):
    """No complete answer was received.

    Args:
        message: what happened to which request.
        sent: whether any part of the request may have reached the server.
    """

    def __init__(self, message: str = "", *, sent: bool = True) -> None:
        super().__init__(message)
        self.sent = sent


class APIConnectionError(TransportError):
    """The connection was refused, reset or broke the protocol."""


class APITimeoutError(TransportError):
    """One step (connect, send, receive, waiting for a free connection) took too long."""


class DeadlineExceededError(TransportError):
    """The whole call, with all its retries, took longer than its deadline."""


class RedirectError(TransportError):
    """A redirect would loop, or would carry a body or a key to another origin."""


class ResponseError(SDKError):
    """An answer was received, but is not the result that was asked for.

    Args:
        message: what is wrong with it.
        status: its HTTP status.
        headers: its header fields.
        content: its raw body.
        request_id: the server's own name for the exchange, for support requests.
    """

    def __init__(
        self,
        message: str = "",
        *,
        status: int = 0,
        headers: Mapping[str, str] | None = None,
        content: bytes = b"",
        request_id: str | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.headers: Mapping[str, str] = {} if headers is None else headers
        self.content = content
        self.request_id = request_id

    @property
    def status_code(self) -> int:
        """The HTTP status, under the name that other clients use."""
        return self.status

    @cached_property
    def body(self) -> object:
        """The body as JSON if it is JSON, else as text."""
        import json

        try:
            return json.loads(self.content)
        except (ValueError, RecursionError):
            return self.content.decode("utf-8", "replace")


class StatusError(ResponseError):
    """The server answered with an error status."""


class ClientError(StatusError):
    """The server refuses the request (4xx)."""


class ServerError(StatusError):
    """The server failed (5xx)."""


class Problem(TypedDict):
    """One thing that is wrong with a body, as pydantic reports it."""

    type: str
    loc: tuple[int | str, ...]
    msg: str
    input: object


class DecodingError(ResponseError):
    """The status says success, but the body is not what the API documents.

    Args:
        errors: one entry per problem.
    """

    def __init__(
        self, message: str = "", *, errors: Sequence[Problem] = (), **response: Any
    ) -> None:
        super().__init__(message, **response)
        self.errors = list(errors)


class ResponseTooLargeError(ResponseError):
    """The body, after decompression, exceeds `max_response_bytes`."""


class PollingError(SDKError):
    """Waiting for a job did not end in success.

    Args:
        message: what happened.
        result: the last answer, or None.
        status: its status.
    """

    def __init__(
        self, message: str = "", *, result: object = None, status: str | None = None
    ) -> None:
        super().__init__(message)
        self.result = result
        self.status = status


class PollingFailedError(PollingError):
    """The job ended in a failed state."""


class PollingTimeoutError(PollingError):
    """The job did not end in time; it may still be running."""


class InsecureTransportWarning(UserWarning):
    """A key is sent over plain http to another machine."""
