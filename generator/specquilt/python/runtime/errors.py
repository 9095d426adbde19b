"""Errors of the client, in one hierarchy. All can be pickled; none shows a secret."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, Final, TypeAlias, TypedDict

from .secret import Secret

PACKAGE: Final = __name__.removesuffix("._runtime.errors").removesuffix(".errors")
"""Name of the package that exports the errors: where pickle and tracebacks say that they are."""

RawBody: TypeAlias = dict[str, Any] | list[Any] | str | int | float | bool | None
"""The body of an error that has no documented type: JSON, or text."""


class SDKError(Exception):
    """Base class of all errors of this package."""

    __module__ = PACKAGE

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if cls.__module__ in (__name__, f"{PACKAGE}.errors"):
            cls.__module__ = PACKAGE


class InvalidRequestError(SDKError):
    """The request is invalid and was not sent."""


class MissingCredentialsError(InvalidRequestError):
    """Credentials are missing: neither the arguments nor the environment provide them."""


class ClientClosedError(SDKError):
    """The client was used after `close()`."""


class TransportError(SDKError):
    """No complete response was received.

    Args:
        message: What happened to which request.
        sent: Whether any part of the request may have reached the server.
    """

    def __init__(self, message: str = "", *, sent: bool = True) -> None:
        super().__init__(message)
        self.sent = sent


class APIConnectionError(TransportError):
    """The connection was refused, reset or broke the protocol."""


class APITimeoutError(TransportError):
    """A step of the request (connect, read, write, wait for a connection) timed out."""


class DeadlineExceededError(TransportError):
    """The call, including retries, exceeded its deadline."""


class RedirectError(TransportError):
    """A redirect was refused: too many, or it would send a key or body to another origin."""


class ResponseError(SDKError):
    """A response was received, but it is not the expected result.

    Args:
        message: What is wrong with the response.
        status: HTTP status.
        headers: Header fields.
        content: Raw body.
        request_id: The server's id of the request, for support requests.

    If the server sent the credentials of the request back, only `content` contains them; they are
    replaced in the message, `headers` and `body`, and in what is pickled.
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
        self.request_id = request_id
        self._shown = content
        self._received: Secret[bytes] | None = None
        self._redacted: Secret[Callable[[Any], Any]] | None = None
        self._typed: Secret[Callable[[Any], object]] | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        secret = dict.fromkeys(("_received", "_redacted", "_typed"))
        state = {**self.__dict__, **secret, "_shown": self._written()}
        if self._body is not self.data:
            state["_body"] = self._body
        return type(self), self.args, state

    def _written(self) -> bytes:
        """Return the body to pickle. Its JSON may have escapes, which can spell a credential."""
        import json

        if self._redacted is None or isinstance(self.data, str):
            return self._shown
        is_public = json.loads(self._shown) == self.data
        return self._shown if is_public else json.dumps(self.data).encode()

    @property
    def content(self) -> bytes:
        """The body as received; if the error was pickled, without the credentials."""
        return self._shown if self._received is None else self._received.reveal()

    @property
    def status_code(self) -> int:
        """Alias of `status`."""
        return self.status

    @property
    def body(self) -> object:
        """The body as the model that is documented for the status, or as `data` if there is none
        or the body does not fit; credentials are replaced.
        """
        return self._body

    @cached_property
    def _body(self) -> object:
        return self._typed.reveal()(self.data) if self._typed else self.data

    @cached_property
    def data(self) -> Any:
        """The body as plain JSON, or as text if it is none; credentials are replaced."""
        import json

        try:
            value = json.loads(self._shown)
            return self._redacted.reveal()(value) if self._redacted else value
        except (ValueError, RecursionError):
            return self._shown.decode("utf-8", "replace")


def conceal(
    error: ResponseError, shown: bytes, headers: Mapping[str, str], value: Callable[[Any], Any]
) -> None:
    """Remove secrets from everything that an error shows; its `content` stays as received.

    Args:
        error: The error.
        shown: The body without the secrets.
        headers: The header fields without the secrets.
        value: Returns a JSON value without the secrets.
    """
    received = error.content
    state: dict[str, Any] = {"_shown": shown, "_redacted": Secret(value), "headers": headers}
    state["request_id"] = value(error.request_id)
    if shown != received:
        state["_received"] = Secret(received)
    if isinstance(error, DecodingError):
        state["errors"] = value(error.errors)
    if isinstance(error, DecodingError | StreamError):
        state["args"] = tuple(map(value, error.args))
    error.__setstate__(state)


class StatusError(ResponseError):
    """The server responded with an error status."""


def document(error: ResponseError, typed: Callable[[Any], object]) -> None:
    """Let the body of an error be decoded when it is first asked for.

    Args:
        error: The error.
        typed: Returns JSON as the documented model, or as it is.
    """
    error.__setstate__({"_typed": Secret(typed)})


class ClientError(StatusError):
    """The server rejected the request (status 4xx)."""


class ServerError(StatusError):
    """The server failed (status 5xx)."""


class Problem(TypedDict):
    """One validation error, as pydantic reports it."""

    type: str
    loc: tuple[int | str, ...]
    msg: str
    input: object


class DecodingError(ResponseError):
    """The status is a success, but the body does not match the documented type.

    Args:
        errors: One entry per validation error.
    """

    def __init__(
        self, message: str = "", *, errors: Sequence[Problem] = (), **response: Any
    ) -> None:
        super().__init__(message, **response)
        self.errors = list(errors)


class StreamError(ResponseError):
    """The server reported an error inside of a stream, after a status of success."""


class ResponseTooLargeError(ResponseError):
    """The body exceeds `max_response_bytes` after decompression."""


class PollingError(SDKError):
    """Waiting for a job failed.

    Args:
        message: What happened.
        result: The last response, or None.
        status: The last status of the job.
    """

    def __init__(
        self, message: str = "", *, result: object = None, status: str | None = None
    ) -> None:
        super().__init__(message)
        self.result = result
        self.status = status


class PollingFailedError(PollingError):
    """The job failed."""


class PollingTimeoutError(PollingError):
    """The job did not finish within the timeout; it may still be running."""


class InsecureTransportWarning(UserWarning):
    """Credentials are sent unencrypted (plain http) to another machine, or to any machine at all,
    because certificates are not verified.
    """

    __module__ = PACKAGE
