"""The built-in async transport: the connection pool of httpx2, one per event loop."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Coroutine, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any, Final, TypeAlias, cast

import httpcore2

from ..encoding.upload import BytesUpload
from .failures import translated
from .http2_streams import FLUSH, BaseResets
from .idle_check import Watched
from .loops import PerLoop
from .pooled import FAILURES, BasePoolTransport, PooledResponse, Route, pool_request

if TYPE_CHECKING:
    import ssl

    from ..encoding.upload import Upload
    from ..request import Request
    from .connections import ConnectionOptions

_MOMENT: Final = 0.2
_Pools: TypeAlias = dict[Route, httpcore2.AsyncConnectionPool]


class AsyncResets(BaseResets):
    """Resets streams of async connections."""

    def __init__(self) -> None:
        self._flushes: set[asyncio.Future[None]] = set()

    def _lock(self, connection: Any) -> AbstractContextManager[Any]:
        return nullcontext()  # nothing else runs before the next `await`

    async def _flush(self, connection: Any) -> None:
        # A task of its own: if this one is cancelled, a frame must not be sent by half.
        flushing = asyncio.ensure_future(connection._write_outgoing_data(FLUSH))
        self._flushes.add(flushing)
        flushing.add_done_callback(self._done)
        await asyncio.shield(flushing)

    def _done(self, flushing: asyncio.Future[None]) -> None:
        self._flushes.discard(flushing)
        if not flushing.cancelled():
            flushing.exception()  # noted, so that asyncio does not report it if no task waits

    async def _close(self, connection: Any) -> None:
        await connection.aclose()


_RESETS: Final = AsyncResets()


class AsyncPoolTransport(BasePoolTransport[httpcore2.AsyncConnectionPool]):
    """Sends requests through pooled connections; usable in several event loops, and after fork."""

    _resets = _RESETS

    def __init__(self, options: ConnectionOptions | None = None) -> None:
        super().__init__(options, PerLoop(_Pools))

    def _make_pool(self, **arguments: Any) -> httpcore2.AsyncConnectionPool:
        return httpcore2.AsyncConnectionPool(**arguments, network_backend=_WatchedBackend())

    async def _send(
        self, pool: httpcore2.AsyncConnectionPool, request: Request
    ) -> AsyncPoolResponse:
        theirs = pool_request(request, pieces_of)
        return AsyncPoolResponse(request, await pool.handle_async_request(theirs))

    async def _close(self, pool: httpcore2.AsyncConnectionPool) -> None:
        await pool.aclose()


class AsyncPoolResponse(PooledResponse):
    """A response from the pool."""

    __slots__ = ()
    _resets = _RESETS

    async def _release(self) -> None:
        await self._response.aclose()

    def chunks(self) -> AsyncGenerator[bytes, None]:
        """Yield the body as transferred."""
        return translated(self._request, FAILURES, self._response.aiter_stream())


class _WatchedBackend(httpcore2.AsyncNetworkBackend):
    """Opens connections with a fast idle check."""

    def __init__(self) -> None:
        self._backend = cast("httpcore2.AsyncNetworkBackend", httpcore2.AnyIOBackend())

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        return _WatchedStream(
            await self._backend.connect_tcp(host, port, timeout, local_address, socket_options)
        )


class _WatchedStream(Watched, httpcore2.AsyncNetworkStream):
    """A connection with a fast idle check.

    Args:
        stream: The connection.
        is_shared: Whether several calls use it at once (HTTP/2).
    """

    def __init__(self, stream: httpcore2.AsyncNetworkStream, *, is_shared: bool = False) -> None:
        super().__init__(stream)
        self._is_shared = is_shared

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        piece: bytes = await self._stream.read(max_bytes, timeout)
        return piece

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        written = self._stream.write(buffer, timeout)
        await (finished(written) if self._is_shared and buffer else written)

    async def aclose(self) -> None:
        await self._stream.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        try:
            stream = await self._stream.start_tls(ssl_context, server_hostname, timeout)
        except asyncio.CancelledError:
            # The library closes the connection only after other errors.
            await self._stream.aclose()
            raise
        encrypted = stream.get_extra_info("ssl_object")
        return _WatchedStream(stream, is_shared=encrypted.selected_alpn_protocol() == "h2")


async def finished(work: Coroutine[Any, Any, None]) -> None:
    """Wait for some work; when cancelled, give it a moment to finish.

    A record of TLS that is written by half breaks the connection for all calls that share it.
    """
    task = asyncio.ensure_future(work)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task], timeout=_MOMENT)
        task.cancel()
        raise


async def pieces_of(upload: Upload) -> AsyncGenerator[bytes, None]:
    """Yield the pieces of an upload, read in a thread: a slow disk must not block the loop."""
    if isinstance(upload, BytesUpload):
        for piece in upload.open():
            yield piece
        return
    pieces = await asyncio.to_thread(upload.open)
    while piece := await asyncio.to_thread(_next_piece, pieces):
        yield piece


def _next_piece(pieces: Iterator[bytes]) -> bytes:
    return next((piece for piece in pieces if piece), b"")
