"""Sends requests with an `httpx2` client of the user, with all its settings."""

from __future__ import annotations

import socket
from abc import ABC, abstractmethod
from collections.abc import AsyncGenerator, AsyncIterable, Callable, Iterable
from contextlib import suppress
from typing import Any, ClassVar, Final, Generic, TypeVar

import httpx2

from ..blocking import as_async
from ..encoding.upload import Upload
from ..errors import ClientClosedError
from ..headers import Headers, received_headers
from ..redact import Redaction
from ..request import Request
from .async_pool import AsyncResets, pieces_of
from .connections import StepTimeouts, content_of
from .failures import Translated, failures_of, translated
from .http2_streams import BaseResets, Resets, connection_to_leave
from .watchdog import Watch, watchdogs

C = TypeVar("C", bound=httpx2.Client | httpx2.AsyncClient)

FAILURES = failures_of(httpx2)
_ASYNC_RESETS: Final = AsyncResets()
_PLAINLY: Final[dict[str, Any]] = {"stream": True, "auth": None, "follow_redirects": False}


class _Transport(ABC, Generic[C]):
    """Sends requests with a client of the user, and does not close it.

    Args:
        client: A client of httpx2.
    """

    def __init__(self, client: C) -> None:
        self._client = client

    async def send(self, request: Request) -> _Response:
        """Send a request and return the response when its headers have arrived."""
        with Translated(request, FAILURES):
            theirs = _httpx_request(self._client, request, self._open)
            return await self._send(request, theirs)

    async def close(self) -> None:
        """Do nothing: the client belongs to the user."""

    @abstractmethod
    async def _send(self, request: Request, theirs: httpx2.Request) -> _Response: ...

    @abstractmethod
    def _open(self, upload: Upload) -> Iterable[bytes] | AsyncIterable[bytes]: ...


class HttpxTransport(_Transport[httpx2.Client]):
    """Sends requests through an `httpx2.Client`.

    Its timeouts bound each wait, but not a server that sends a byte from time to time. So a
    watchdog closes the connection at the deadline. Before there is a connection this is impossible:
    resolving the name, and connecting to each of its addresses, is bounded by the client alone.
    """

    async def _send(self, request: Request, theirs: httpx2.Request) -> HttpxResponse:
        watch = self._watched(request, theirs)
        try:
            return HttpxResponse(request, self._client.send(theirs, **_PLAINLY), watch)
        except BaseException as error:
            _end(watch)
            _require_time(request, error)
            raise

    def _watched(self, request: Request, theirs: httpx2.Request) -> Watch | None:
        if request.expires_at is None:
            return None
        client = self._client
        # A crash reporter looks into a partial, where the key is, but not into a function.
        return watchdogs.here().watch(request.expires_at, lambda: _interrupt(client, theirs))

    def _open(self, upload: Upload) -> Iterable[bytes]:
        return upload.open()


class AsyncHttpxTransport(_Transport[httpx2.AsyncClient]):
    """Sends requests through an `httpx2.AsyncClient`."""

    async def _send(self, request: Request, theirs: httpx2.Request) -> AsyncHttpxResponse:
        try:
            return AsyncHttpxResponse(request, await self._client.send(theirs, **_PLAINLY))
        except BaseException:
            await _ASYNC_RESETS.in_pool(_pool_of(self._client, theirs))
            raise

    def _open(self, upload: Upload) -> AsyncIterable[bytes]:
        return pieces_of(upload)


class _Response(ABC):
    """A response from the user's client."""

    _resets: ClassVar[BaseResets]

    def __init__(self, request: Request, response: httpx2.Response) -> None:
        self._request = request
        self._response = response
        self.status = response.status_code
        self.headers = _headers(response)

    def chunks(self) -> AsyncGenerator[bytes, None]:
        """Yield the body as transferred; a mocked response already has its body."""
        mocked = self._response.is_stream_consumed
        pieces = as_async([self._response.content]) if mocked else self._raw()
        return translated(self._request, FAILURES, pieces)

    @abstractmethod
    def _raw(self) -> AsyncIterable[bytes]: ...

    async def close(self) -> None:
        """Release the connection, or close it if the body was not read to the end."""
        connection = connection_to_leave(self._response)
        await self._release()
        await self._resets.of(connection)

    @abstractmethod
    async def _release(self) -> None: ...


class HttpxResponse(_Response):
    """A response from an `httpx2.Client`, watched until it is closed."""

    _resets = Resets()

    def __init__(self, request: Request, response: httpx2.Response, watch: Watch | None) -> None:
        super().__init__(request, response)
        self._watch = watch

    async def _raw(self) -> AsyncGenerator[bytes, None]:
        try:
            for chunk in self._response.iter_raw():
                self._request.remaining()
                yield chunk
        except httpx2.TransportError as error:
            _require_time(self._request, error)
            raise
        if self._watch is not None and self._watch.has_expired:
            # A body may end by closing the connection, and it was not the server that did that.
            self._request.remaining()

    async def _release(self) -> None:
        _end(self._watch)
        self._response.close()


class AsyncHttpxResponse(_Response):
    """A response from an `httpx2.AsyncClient`."""

    _resets = _ASYNC_RESETS

    def _raw(self) -> AsyncIterable[bytes]:
        return self._response.aiter_raw()

    async def _release(self) -> None:
        await self._response.aclose()


def _httpx_request(
    client: httpx2.Client | httpx2.AsyncClient,
    request: Request,
    open_upload: Callable[[Upload], Any],
) -> httpx2.Request:
    if client.is_closed:
        raise ClientClosedError("the http_client is closed")
    # What the user's client adds to every request is not meant for another origin.
    make = httpx2.Request if request.is_foreign else client.build_request
    theirs = make(
        request.method,
        request.url,
        headers=[(n.encode(), v.encode("latin-1")) for n, v in request.headers.items()],
        content=content_of(request, open_upload),
        extensions={"timeout": StepTimeouts(request)},
    )
    shown = Redaction(request.secrets).text(str(theirs.url))
    if shown != str(theirs.url):
        theirs.url = _ShownUrl(theirs.url, shown)
    return theirs


class _ShownUrl(httpx2.URL):
    """A URL whose text does not contain the key: httpx2 logs it.

    Args:
        url: The URL.
        shown: Its text without the key.
    """

    def __init__(self, url: httpx2.URL, shown: str) -> None:
        super().__init__(url)
        self._shown = shown

    def __str__(self) -> str:
        return self._shown

    def __repr__(self) -> str:
        return f"URL({self._shown!r})"


def _headers(response: httpx2.Response) -> Headers:
    """Return the header fields; the content of a mocked response is already decoded."""
    fields = response.headers.raw
    if response.is_stream_consumed:
        fields = [field for field in fields if field[0].lower() != b"content-encoding"]
    return received_headers(fields)


def _require_time(request: Request, error: BaseException) -> None:
    """Raise an exceeded deadline instead of what its interruption has led to."""
    if isinstance(error, httpx2.TransportError):
        request.remaining()


def _end(watch: Watch | None) -> None:
    if watch is not None:
        watch.end()


def _interrupt(client: httpx2.Client, theirs: httpx2.Request) -> None:
    """Shut down the connection that a request uses, as far as it can be found."""
    connection = _connection_of(client, theirs)
    while connection is not None:
        stream = getattr(connection, "_network_stream", None)
        if stream is not None:
            _shut_down(stream.get_extra_info("socket"))
            return
        connection = getattr(connection, "_connection", None)


def _pool_of(client: Any, theirs: httpx2.Request) -> Any:
    """Return the connection pool for a request, if it is found: the library has no public way."""
    choose = getattr(client, "_transport_for_url", None)
    return getattr(choose(theirs.url), "_pool", None) if choose else None


def _connection_of(client: Any, theirs: httpx2.Request) -> Any:
    """Return the pool's connection of a request, if it is found."""
    for waiting in list(getattr(_pool_of(client, theirs), "_requests", ())):
        if waiting.request.extensions.get("timeout") is theirs.extensions["timeout"]:
            return waiting.connection
    return None


def _shut_down(connection: socket.socket) -> None:
    # Not the method of an SSLSocket, which takes the TLS away from the thread that reads.
    with suppress(OSError):  # it is closed already
        socket.socket.shutdown(connection, socket.SHUT_RDWR)
