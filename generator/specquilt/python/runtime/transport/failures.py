"""Exceptions of HTTP libraries, translated to errors of this package."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterable, Iterable, Mapping
from types import ModuleType
from typing import NamedTuple, TypeAlias

from ..errors import APIConnectionError, APITimeoutError, SDKError, TransportError
from ..frames import causes, hide_variables, is_from_user, passed_users_frame
from ..request import Request


class Failure(NamedTuple):
    """How an exception of a library is translated.

    Args:
        kind: The error raised instead.
        reason: The message. The exception's own text can contain secrets and is not shown.
        sent: Whether any part of the request may have reached the server.
    """

    kind: type[TransportError]
    reason: str
    sent: bool = True


Failures: TypeAlias = Mapping[type[BaseException], Failure]

CONNECT = Failure(APIConnectionError, "the connection could not be opened", sent=False)
CONNECT_TIMEOUT = Failure(APITimeoutError, "opening the connection timed out", sent=False)
POOL_TIMEOUT = Failure(APITimeoutError, "no connection became free in time", sent=False)
READ = Failure(APIConnectionError, "the connection broke while receiving")
READ_TIMEOUT = Failure(APITimeoutError, "the server did not respond in time")
WRITE = Failure(APIConnectionError, "the connection broke while sending")
WRITE_TIMEOUT = Failure(APITimeoutError, "sending timed out")
PROTOCOL = Failure(APIConnectionError, "the server broke the HTTP protocol")
LOCAL = Failure(APIConnectionError, "the request breaks the HTTP protocol", sent=False)
PROXY = Failure(APIConnectionError, "the proxy refused", sent=False)
OTHER = Failure(APIConnectionError, "the connection failed")

# httpx2 and httpcore2 have different exceptions with the same names.
_BY_NAME = {
    "ConnectTimeout": CONNECT_TIMEOUT,
    "PoolTimeout": POOL_TIMEOUT,
    "ReadTimeout": READ_TIMEOUT,
    "WriteTimeout": WRITE_TIMEOUT,
    "ConnectError": CONNECT,
    "ReadError": READ,
    "WriteError": WRITE,
    "ProxyError": PROXY,
    "UnsupportedProtocol": CONNECT,
    "LocalProtocolError": LOCAL,
    "RemoteProtocolError": PROTOCOL,
}


def failures_of(library: ModuleType) -> Failures:
    """Return the failures for the exceptions of httpx2 or httpcore2."""
    return {getattr(library, name): failure for name, failure in _BY_NAME.items()}


class Translated:
    """Raises our error for a library's exception; the first matching entry of the table is used.

    A class, as a generator-based context manager takes ten times as long to enter.
    """

    __slots__ = ("_failures", "_request")

    def __init__(self, request: Request, failures: Failures) -> None:
        self._request = request
        self._failures = failures

    def __enter__(self) -> None:
        """Do nothing."""

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        """Translate the exception, unless it comes from a function of the user."""
        if error is None:
            return
        chain = list(causes(error))
        for each in chain:
            hide_variables(each)
        if isinstance(error, SDKError) or not isinstance(error, Exception):
            return
        if getattr(error, "of_tests", False):  # A fake fails the test, not the connection.
            return
        if not _is_users(error, self._failures):
            raise _error_for(self._request, error, self._failures, _system_reason(chain)) from None


async def translated(
    request: Request, failures: Failures, pieces: AsyncIterable[bytes]
) -> AsyncGenerator[bytes, None]:
    """Yield the pieces of a body; translate exceptions."""
    with Translated(request, failures):
        async for piece in pieces:
            yield piece


def _error_for(
    request: Request, error: Exception, failures: Failures, detail: str
) -> TransportError:
    """Return our error for a library's exception.

    Steps are limited to the time left before the deadline, so a timeout when no time is left is
    reported as an exceeded deadline.
    """
    failure = next((failures[kind] for kind in failures if isinstance(error, kind)), OTHER)
    if issubclass(failure.kind, APITimeoutError):
        request.remaining()
    return failure.kind(f"{request}: {failure.reason}{detail}", sent=failure.sent)


def _is_users(error: Exception, failures: Failures) -> bool:
    """Return whether an exception comes from a function of the user, such as a hook.

    A mocked transport may be the user's, too: what it raises of the library counts as the
    library's.
    """
    if any(isinstance(error, kind) for kind in failures):
        return is_from_user(error)
    return passed_users_frame(error)


def _system_reason(chain: Iterable[BaseException]) -> str:
    """Return the operating system's message; unlike a library's it never quotes the request."""
    for cause in chain:
        if isinstance(cause, OSError) and cause.strerror:
            return f" ({cause.strerror})"
    return ""
