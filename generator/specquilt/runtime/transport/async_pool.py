"""The built-in async transport: httpx2's own connection pool, one per event loop."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from typing import TypeAlias

import httpcore2

from ..upload import Upload
from .connections import (
    FAILURES,
    ConnectionOptions,
    PooledResponse,
    Route,
    RoutedTransport,
    pool_request,
)
from .failures import Translated
from .idle_check import QuickBackend
from .loops import PerLoop
from .request import Request

_Pools: TypeAlias = dict[Route, httpcore2.AsyncConnectionPool]


class AsyncPoolTransport(RoutedTransport):
    """Sends requests through pooled connections; usable in several event loops, and after fork."""

    def __init__(self, options: ConnectionOptions | None = None) -> None:
        super().__init__(options)
        self._pools: PerLoop[_Pools] = PerLoop(dict)

    async def send(self, request: Request) -> AsyncPoolResponse:
        """Send a request and wait for the header section of the answer."""
        pool = self._pool_for(request)
        with Translated(request, FAILURES):
            theirs = pool_request(request, pieces_of)
            return AsyncPoolResponse(request, await pool.handle_async_request(theirs))

    async def close(self) -> None:
        """Close the connections of the running event loop."""
        self._is_closed = True
        for pool in (self._pools.pop() or {}).values():
            await pool.aclose()

    def _pool_for(self, request: Request) -> httpcore2.AsyncConnectionPool:
        route = self._route(request)
        pools = self._pools.here()
        if route not in pools:
            arguments = self._options.pool_arguments(*route)
            pools[route] = httpcore2.AsyncConnectionPool(
                **arguments, network_backend=QuickBackend()
            )
        return pools[route]


class AsyncPoolResponse(PooledResponse):
    """An answer from the pool."""

    __slots__ = ()

    async def chunks(self) -> AsyncGenerator[bytes, None]:
        """Yield the body as transferred."""
        with Translated(self._request, FAILURES):
            async for chunk in self._response.aiter_stream():
                yield chunk

    async def close(self) -> None:
        """Give the connection back, or drop it."""
        await self._response.aclose()


async def pieces_of(upload: Upload) -> AsyncIterator[bytes]:
    """Yield the pieces of an upload, read in a thread: a slow disk must not stop the loop."""
    pieces = await asyncio.to_thread(upload.open)
    while piece := await asyncio.to_thread(_next_piece, pieces):
        yield piece


def _next_piece(pieces: Iterator[bytes]) -> bytes:
    return next((piece for piece in pieces if piece), b"")
