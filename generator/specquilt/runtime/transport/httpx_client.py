"""Sending through an `httpx2` client of the user's, with all its settings."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Iterator
from typing import Any, Final

import httpx2

from ..errors import ClientClosedError
from ..headers import Headers
from ..upload import Upload
from .async_pool import pieces_of
from .connections import content_of, pool_timeouts
from .failures import (
    CONNECT,
    CONNECT_TIMEOUT,
    LOCAL,
    POOL_TIMEOUT,
    PROTOCOL,
    PROXY,
    READ,
    READ_TIMEOUT,
    WRITE,
    WRITE_TIMEOUT,
    Failures,
    Translated,
)
from .request import Request

FAILURES: Failures = {
    httpx2.ConnectTimeout: CONNECT_TIMEOUT,
    httpx2.PoolTimeout: POOL_TIMEOUT,
    httpx2.ReadTimeout: READ_TIMEOUT,
    httpx2.WriteTimeout: WRITE_TIMEOUT,
    httpx2.ConnectError: CONNECT,
    httpx2.ReadError: READ,
    httpx2.WriteError: WRITE,
    httpx2.ProxyError: PROXY,
    httpx2.UnsupportedProtocol: CONNECT,
    httpx2.LocalProtocolError: LOCAL,
    httpx2.RemoteProtocolError: PROTOCOL,
}
_PLAINLY: Final[dict[str, Any]] = {"stream": True, "auth": None, "follow_redirects": False}


class HttpxTransport:
    """Sends requests through an `httpx2.Client`, which is left open."""

    def __init__(self, client: httpx2.Client) -> None:
        self._client = client

    def send(self, request: Request) -> HttpxResponse:
        """Send a request and wait for the header section of the answer."""
        with Translated(request, FAILURES):
            theirs = _httpx_request(self._client, request, lambda upload: upload.open())
            return HttpxResponse(request, self._client.send(theirs, **_PLAINLY))

    def close(self) -> None:
        """Do nothing: the client belongs to the user."""


class AsyncHttpxTransport:
    """Sends requests through an `httpx2.AsyncClient`, which is left open."""

    def __init__(self, client: httpx2.AsyncClient) -> None:
        self._client = client

    async def send(self, request: Request) -> AsyncHttpxResponse:
        """Send a request and wait for the header section of the answer."""
        with Translated(request, FAILURES):
            theirs = _httpx_request(self._client, request, pieces_of)
            return AsyncHttpxResponse(request, await self._client.send(theirs, **_PLAINLY))

    async def close(self) -> None:
        """Do nothing: the client belongs to the user."""


class _Response:
    def __init__(self, request: Request, response: httpx2.Response) -> None:
        self._request = request
        self._response = response
        self.status = response.status_code
        self.headers = _headers(response)


class HttpxResponse(_Response):
    """An answer from an `httpx2.Client`."""

    def chunks(self) -> Iterator[bytes]:
        """Yield the body as transferred; the deadline is checked between two pieces."""
        mocked = self._response.is_stream_consumed
        with Translated(self._request, FAILURES):
            for chunk in (self._response.content,) if mocked else self._response.iter_raw():
                self._request.remaining()
                yield chunk

    def close(self) -> None:
        """Give the connection back, or drop it."""
        self._response.close()


class AsyncHttpxResponse(_Response):
    """An answer from an `httpx2.AsyncClient`."""

    async def chunks(self) -> AsyncGenerator[bytes, None]:
        """Yield the body as transferred."""
        if self._response.is_stream_consumed:
            yield self._response.content
            return
        with Translated(self._request, FAILURES):
            async for chunk in self._response.aiter_raw():
                yield chunk

    async def close(self) -> None:
        """Give the connection back, or drop it."""
        await self._response.aclose()


def _httpx_request(
    client: httpx2.Client | httpx2.AsyncClient,
    request: Request,
    open_upload: Callable[[Upload], Any],
) -> httpx2.Request:
    if client.is_closed:
        raise ClientClosedError("the http_client is closed")
    headers = [(n.encode(), v.encode("latin-1")) for n, v in request.headers.items()]
    return client.build_request(
        request.method,
        request.url,
        headers=headers,
        content=content_of(request, open_upload),
        extensions={"timeout": pool_timeouts(request)},
    )


def _headers(response: httpx2.Response) -> Headers:
    """Return the header fields; a mocked answer is complete already, and its content decoded."""
    fields = response.headers.multi_items()
    if not response.is_stream_consumed:
        return Headers(fields)
    return Headers((name, value) for name, value in fields if name != "content-encoding")
