"""Sends requests with an `httpx2` client of the user, with all its settings."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import AsyncGenerator, AsyncIterable, Callable, Iterable
from typing import Any, Final, Generic, TypeVar

import httpx2

from ..blocking import as_async
from ..encoding.upload import Upload
from ..errors import ClientClosedError
from ..headers import Headers, received_headers
from ..redact import Redaction
from ..request import Request
from .async_pool import pieces_of
from .connections import content_of, pool_timeouts
from .failures import Translated, failures_of, translated

C = TypeVar("C", bound=httpx2.Client | httpx2.AsyncClient)

FAILURES = failures_of(httpx2)
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
            response = await self._send(_httpx_request(self._client, request, self._open))
            return self._wrapped(request, response)

    async def close(self) -> None:
        """Do nothing: the client belongs to the user."""

    @abstractmethod
    async def _send(self, theirs: httpx2.Request) -> httpx2.Response: ...

    @abstractmethod
    def _open(self, upload: Upload) -> Iterable[bytes] | AsyncIterable[bytes]: ...

    @abstractmethod
    def _wrapped(self, request: Request, response: httpx2.Response) -> _Response: ...


class HttpxTransport(_Transport[httpx2.Client]):
    """Sends requests through an `httpx2.Client`."""

    async def _send(self, theirs: httpx2.Request) -> httpx2.Response:
        return self._client.send(theirs, **_PLAINLY)

    def _open(self, upload: Upload) -> Iterable[bytes]:
        return upload.open()

    def _wrapped(self, request: Request, response: httpx2.Response) -> HttpxResponse:
        return HttpxResponse(request, response)


class AsyncHttpxTransport(_Transport[httpx2.AsyncClient]):
    """Sends requests through an `httpx2.AsyncClient`."""

    async def _send(self, theirs: httpx2.Request) -> httpx2.Response:
        return await self._client.send(theirs, **_PLAINLY)

    def _open(self, upload: Upload) -> AsyncIterable[bytes]:
        return pieces_of(upload)

    def _wrapped(self, request: Request, response: httpx2.Response) -> AsyncHttpxResponse:
        return AsyncHttpxResponse(request, response)


class _Response(ABC):
    """A response from the user's client."""

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

    @abstractmethod
    async def close(self) -> None:
        """Release the connection, or close it if the body was not read to the end."""


class HttpxResponse(_Response):
    """A response from an `httpx2.Client`."""

    async def _raw(self) -> AsyncGenerator[bytes, None]:
        for chunk in self._response.iter_raw():
            self._request.remaining()
            yield chunk

    async def close(self) -> None:
        self._response.close()


class AsyncHttpxResponse(_Response):
    """A response from an `httpx2.AsyncClient`."""

    def _raw(self) -> AsyncIterable[bytes]:
        return self._response.aiter_raw()

    async def close(self) -> None:
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
        extensions={"timeout": pool_timeouts(request)},
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
