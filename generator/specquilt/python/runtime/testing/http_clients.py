"""The fake behind an `httpx2` client that a program makes itself: no socket is opened."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from typing import TYPE_CHECKING

import httpx2

from ..errors import APITimeoutError, TransportError
from ..request import DEFAULT_PORTS, Origin, Request
from ..timeouts import Timeout

if TYPE_CHECKING:
    from .answers import Reply


class FakeHttpTransport(httpx2.BaseTransport, httpx2.AsyncBaseTransport):
    """A transport for `httpx2.Client(transport=...)` and `httpx2.AsyncClient(transport=...)`.

    Args:
        respond: Answers a request with a body.
        secrets_of: Returns the credentials in the target and the headers of a request.
    """

    def __init__(
        self,
        respond: Callable[[Request, bytes], Reply],
        secrets_of: Callable[[str, Mapping[str, str]], tuple[str, ...]],
    ) -> None:
        self._respond, self._secrets_of = respond, secrets_of

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Answer a request."""
        return self._answered(request, request.read())

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Answer a request."""
        return self._answered(request, await request.aread())

    def _answered(self, theirs: httpx2.Request, content: bytes) -> httpx2.Response:
        try:
            reply = self._respond(self._request(theirs), content)
        except TransportError as error:
            raise _as_httpx(error, theirs) from None
        headers = list(reply.headers.items())
        return httpx2.Response(reply.status, headers=headers, stream=_Body(reply, theirs, self))

    def _request(self, theirs: httpx2.Request) -> Request:
        url = theirs.url
        origin = Origin(url.scheme, url.host, url.port or DEFAULT_PORTS.get(url.scheme, 0))
        target = url.raw_path.decode("ascii")
        headers = {name.lower(): value for name, value in theirs.headers.items()}
        secrets = self._secrets_of(target, headers)
        return Request(
            theirs.method, origin, target, headers, None, Timeout(), None, secrets=secrets
        )

    def broken(self, reply: Reply, theirs: httpx2.Request) -> Exception | None:
        """Return what happens after the last piece of a body."""
        failure = reply.breaks and reply.breaks(self._request(theirs))
        return _as_httpx(failure, theirs) if failure else None


class _Body(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    """A body in its pieces."""

    def __init__(self, reply: Reply, theirs: httpx2.Request, transport: FakeHttpTransport) -> None:
        self._reply, self._theirs, self._transport = reply, theirs, transport

    def __iter__(self) -> Iterator[bytes]:
        """Yield the pieces, and break as the answer says."""
        yield from self._reply.pieces
        error = self._transport.broken(self._reply, self._theirs)
        if error is not None:
            raise error

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """Yield the pieces, and break as the answer says."""
        for piece in self:
            yield piece


def _as_httpx(error: TransportError, theirs: httpx2.Request) -> Exception:
    is_late = isinstance(error, APITimeoutError)
    kind = httpx2.ReadTimeout if is_late else httpx2.ReadError
    return kind("the fake does not respond" if is_late else "the fake breaks", request=theirs)
