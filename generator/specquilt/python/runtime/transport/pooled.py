"""The part of the built-in transports that sync and async have in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import AsyncGenerator, Callable
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Protocol, TypeAlias, TypeVar

import httpcore2

from ..headers import received_headers
from .connections import ConnectionOptions, content_of, pool_timeouts
from .failures import Translated, failures_of
from .http2_streams import BaseResets, connection_to_leave

if TYPE_CHECKING:
    from ..encoding.upload import Upload
    from ..request import Request

P = TypeVar("P", bound=httpcore2.ConnectionPool | httpcore2.AsyncConnectionPool)
Route: TypeAlias = tuple[str, str | None]
"""A scheme and a proxy."""

FAILURES = failures_of(httpcore2)


class _Home(Protocol[P]):
    """Where pools can be used: see `PerProcess` and `PerLoop`."""

    def here(self) -> dict[Route, P]: ...

    def pop(self) -> dict[Route, P] | None: ...


class BasePoolTransport(ABC, Generic[P]):
    """Sends requests through pooled connections.

    Args:
        options: Options of connections.
        pools: The pools of each process or event loop.
    """

    _resets: ClassVar[BaseResets]

    def __init__(self, options: ConnectionOptions | None, pools: _Home[P]) -> None:
        self._options = options or ConnectionOptions()
        self._pools = pools

    async def send(self, request: Request) -> PooledResponse:
        """Send a request and return the response when its headers have arrived."""
        with Translated(request, FAILURES):
            pool = self._pool_for(request)
            if not self._options.http2:
                return await self._send(pool, request)
            try:
                return await self._send(pool, request)
            except BaseException:
                await self._resets.in_pool(pool)
                raise

    async def close(self) -> None:
        """Close all connections of this process or event loop."""
        for pool in (self._pools.pop() or {}).values():
            await self._close(pool)

    def _pool_for(self, request: Request) -> P:
        route = (request.origin.scheme, self._options.proxy_for(request.origin))
        pools = self._pools.here()
        return pools.get(route) or pools.setdefault(route, self._new_pool(*route))

    def _new_pool(self, scheme: str, proxy: str | None) -> P:
        return self._make_pool(**self._options.pool_arguments(scheme, proxy))

    @abstractmethod
    def _make_pool(self, **arguments: Any) -> P: ...

    @abstractmethod
    async def _send(self, pool: P, request: Request) -> PooledResponse: ...

    @abstractmethod
    async def _close(self, pool: P) -> None: ...


class PooledResponse(ABC):
    """A response from a pool."""

    __slots__ = ("_request", "_response", "headers", "status")
    _resets: ClassVar[BaseResets]

    def __init__(self, request: Request, response: httpcore2.Response) -> None:
        self._request = request
        self._response = response
        self.status = response.status
        self.headers = received_headers(response.headers)

    @abstractmethod
    def chunks(self) -> AsyncGenerator[bytes, None]:
        """Yield the body as transferred."""

    async def close(self) -> None:
        """Release the connection, or close it if the body was not read to the end."""
        connection = connection_to_leave(self._response)
        await self._release()
        await self._resets.of(connection)

    @abstractmethod
    async def _release(self) -> None: ...


def pool_request(request: Request, open_upload: Callable[[Upload], Any]) -> httpcore2.Request:
    """Return a request for the pool.

    Args:
        request: The request.
        open_upload: Returns an iterator or async iterator for an upload.
    """
    scheme, host, port = request.origin
    headers = {"host": request.origin.authority, **request.headers}
    return httpcore2.Request(
        request.method.encode(),
        httpcore2.URL(
            scheme=scheme.encode(), host=host.encode(), port=port, target=request.target.encode()
        ),
        headers=[(name.encode(), value.encode("latin-1")) for name, value in headers.items()],
        content=content_of(request, open_upload),
        extensions={"timeout": pool_timeouts(request)},
    )
