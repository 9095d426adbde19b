"""Sends through aiohttp, which takes much less CPU time at high concurrency (extra ``aiohttp``)."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator
from typing import TYPE_CHECKING, Final, Unpack

import aiohttp
import yarl

from ..checks import CLIENT, check_options, warn_of_unverified
from ..encoding.upload import BytesUpload
from ..errors import ClientClosedError, InvalidRequestError
from ..headers import received_headers
from ..request import Request
from ..secret import Secret
from .aiohttp_connections import Connector, Opened, opened
from .async_pool import pieces_of
from .connections import connection_options
from .failures import (
    CONNECT,
    CONNECT_TIMEOUT,
    LOCAL,
    PROTOCOL,
    PROXY,
    READ,
    READ_TIMEOUT,
    WRITE_TIMEOUT,
    Failures,
    Translated,
    translated,
)
from .loops import PerLoop
from .tls import tls_context
from .writing import WriteTimeout, Writing

if TYPE_CHECKING:
    from ..options import CommonOptions

_BUFFERED_BYTES: Final = 1 << 16
"""aiohttp puts bodies up to this size into a buffer, without waiting."""

FAILURES: Failures = {
    aiohttp.ConnectionTimeoutError: CONNECT_TIMEOUT,
    aiohttp.ServerTimeoutError: READ_TIMEOUT,
    aiohttp.ClientHttpProxyError: PROXY,
    aiohttp.ClientProxyConnectionError: PROXY,
    aiohttp.ClientConnectorError: CONNECT,
    aiohttp.ServerDisconnectedError: PROTOCOL,
    aiohttp.ClientPayloadError: PROTOCOL,
    aiohttp.ClientResponseError: PROTOCOL,
    aiohttp.InvalidURL: LOCAL,
    aiohttp.ClientOSError: READ,
    WriteTimeout: WRITE_TIMEOUT,
    TimeoutError: READ_TIMEOUT,
}


class AiohttpTransport:
    """Sends requests through aiohttp sessions, one per event loop.

    Args:
        options: `proxy`, `verify` and `max_connections`, as for a client; others are ignored.
    """

    def __init__(self, **options: Unpack[CommonOptions]) -> None:
        check_options(options, CLIENT)
        warn_of_unverified(options)
        self._options = connection_options(options)
        self._sessions = PerLoop(self._new_session)
        self._closed = False

    async def send(self, request: Request) -> AiohttpResponse:
        """Send a request and return the response when its headers have arrived."""
        if self._closed:
            raise ClientClosedError("the transport is closed")
        with Translated(request, FAILURES):
            return AiohttpResponse(request, await self._respond(request), opened.get())

    async def close(self) -> None:
        """Close the connections of the running event loop."""
        self._closed = True
        if session := self._sessions.pop():
            await session.close()

    async def _respond(self, request: Request) -> aiohttp.ClientResponse:
        body = request.body
        if body is None or (isinstance(body, bytes) and len(body) <= _BUFFERED_BYTES):
            return await self._request(request, body)
        writing = Writing(request.timeout.write)
        upload = BytesUpload(body) if isinstance(body, bytes) else body
        async with writing:
            return await self._request(request, writing.limited(pieces_of(upload)))

    async def _request(
        self, request: Request, data: bytes | AsyncIterator[bytes] | None
    ) -> aiohttp.ClientResponse:
        return await self._sessions.here().request(
            request.method,
            yarl.URL(request.url, encoded=True),
            headers=_headers(request),
            data=data,
            allow_redirects=False,
            proxy=self._proxy_for(request),
            timeout=_timeout(request),
            middlewares=(_Once(request),),
        )

    def _proxy_for(self, request: Request) -> str | None:
        proxy = self._options.proxy_for(request.origin)
        if proxy and proxy.startswith("socks"):
            raise InvalidRequestError("aiohttp does not support SOCKS proxies")
        return proxy

    def _new_session(self) -> aiohttp.ClientSession:
        return aiohttp.ClientSession(
            connector=self._new_connector(),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            skip_auto_headers=("accept", "accept-encoding", "user-agent", "content-type"),
            max_line_size=65536,
            max_field_size=65536,
        )

    def _new_connector(self) -> Connector:
        return Connector(
            limit=self._options.max_connections,
            keepalive_timeout=self._options.keepalive_expiry,
            ssl=tls_context(self._options.verify, http2=False),
        )


class _Once:
    """Hides connection errors from aiohttp, which would retry the request itself."""

    def __init__(self, request: Request) -> None:
        self._request = request

    async def __call__(
        self, theirs: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType
    ) -> aiohttp.ClientResponse:
        with Translated(self._request, FAILURES):
            return await handler(theirs)


class AiohttpResponse:
    """A response from aiohttp."""

    def __init__(
        self, request: Request, response: aiohttp.ClientResponse, connection: Opened | None
    ) -> None:
        self._request = request
        # Its text contains the URL, and that perhaps a key.
        self._private = Secret(response)
        self._connection = connection
        self.status = response.status
        self.headers = received_headers(response.raw_headers)

    @property
    def _response(self) -> aiohttp.ClientResponse:
        return self._private.reveal()

    def chunks(self) -> AsyncGenerator[bytes, None]:
        """Yield the body as transferred."""
        content = self._response.content.iter_any()
        ends_by_closing = not ("content-length" in self.headers or self._is_chunked)
        pieces = self._until_closed(content) if ends_by_closing else content
        return translated(self._request, FAILURES, pieces)

    @property
    def _is_chunked(self) -> bool:
        return "chunked" in self.headers.get("transfer-encoding", "").lower()

    async def _until_closed(self, content: AsyncIterable[bytes]) -> AsyncGenerator[bytes, None]:
        """Yield a body that ends when the connection is closed; aiohttp takes a reset for that."""
        async for piece in content:
            yield piece
        if self._connection is not None and (failure := self._connection.failure()):
            raise aiohttp.ClientOSError from failure

    async def close(self) -> None:
        """Release the connection, or close it if the body was not read to the end."""
        if self._response.content.is_eof():
            self._response.release()
        else:
            self._response.close()


def _headers(request: Request) -> dict[str, str]:
    """Return the header fields for aiohttp.

    Raises:
        InvalidRequestError: A value is not ASCII: aiohttp would send UTF-8, the others Latin-1.
    """
    for name, value in request.headers.items():
        if not value.isascii():
            message = (
                f"aiohttp cannot send header {name!r}: its value contains non-ASCII characters"
            )
            raise InvalidRequestError(message)
    return {n: v for n, v in request.headers.items() if n != "transfer-encoding"}


def _timeout(request: Request) -> aiohttp.ClientTimeout:
    connect, read, _, pool = request.timeout
    waiting = None if connect is None or pool is None else connect + pool
    return aiohttp.ClientTimeout(total=None, connect=waiting, sock_connect=connect, sock_read=read)
