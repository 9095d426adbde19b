"""The built-in sync transport: the connection pool of httpx2, without the layers above it.

Not using `httpx2.Client` saves a third of the CPU time per call and gives access to the timeouts of
sockets, so that the deadline also applies to a server that sends one byte per second.
"""

from __future__ import annotations

import threading
from collections.abc import AsyncGenerator, Iterable
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import httpcore2

from .dialing import dialled
from .failures import Translated
from .http2_streams import Resets
from .idle_check import Watched
from .pooled import FAILURES, BasePoolTransport, PooledResponse, Route, pool_request
from .processes import PerProcess

if TYPE_CHECKING:
    import ssl

    from ..request import Request
    from .connections import ConnectionOptions

_CONNECT_FAILURES: Final = (httpcore2.ConnectTimeout, httpcore2.ConnectError)
_PIECE_BYTES: Final = 1 << 16
_Pools: TypeAlias = dict[Route, httpcore2.ConnectionPool]


class _Deadline(threading.local):
    """The deadline of the current call of this thread."""

    expires_at: float | None = None


_deadline = _Deadline()


class _UnhurriedResets(Resets):
    """Resets streams also when the deadline of the call is over."""

    async def of(self, connection: Any) -> None:
        _deadline.expires_at = None
        await super().of(connection)


_RESETS: Final = _UnhurriedResets()


class PoolTransport(BasePoolTransport[httpcore2.ConnectionPool]):
    """Sends requests through pooled connections; can be used by several threads and after fork."""

    _resets = _RESETS

    def __init__(self, options: ConnectionOptions | None = None) -> None:
        super().__init__(options, PerProcess(_Pools))

    def _make_pool(self, **arguments: Any) -> httpcore2.ConnectionPool:
        return httpcore2.ConnectionPool(**arguments, network_backend=_DeadlineBackend())

    async def _send(self, pool: httpcore2.ConnectionPool, request: Request) -> PoolResponse:
        theirs = pool_request(request, lambda upload: upload.open())
        _deadline.expires_at = request.expires_at
        return PoolResponse(request, pool.handle_request(theirs))

    async def _close(self, pool: httpcore2.ConnectionPool) -> None:
        pool.close()


class PoolResponse(PooledResponse):
    """A response from the pool."""

    __slots__ = ()
    _resets = _RESETS

    async def _release(self) -> None:
        self._response.close()

    async def chunks(self) -> AsyncGenerator[bytes, None]:
        """Yield the body as transferred."""
        _deadline.expires_at = self._request.expires_at
        with Translated(self._request, FAILURES):
            for chunk in self._response.iter_stream():
                yield chunk
                _deadline.expires_at = self._request.expires_at


class _DeadlineBackend(httpcore2.SyncBackend):
    """Opens connections that respect the deadline of the thread's current call."""

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        def connect(address: str, seconds: float | None) -> httpcore2.NetworkStream:
            return plain(address, port, seconds, local_address, socket_options)

        plain = super().connect_tcp
        cut = _cut(timeout, httpcore2.ConnectTimeout)
        try:
            return bounded(dialled(host, port, cut, connect, _CONNECT_FAILURES))
        except TimeoutError as error:
            raise httpcore2.ConnectTimeout(error) from error
        except OSError as error:
            raise httpcore2.ConnectError(error) from error


class _DeadlineStream(Watched, httpcore2.NetworkStream):
    """A connection that limits each wait to the time left before the deadline."""

    _fills = False

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        # If a body arrives fast, larger pieces save the HTTP parser much of its work.
        size = 4 * max_bytes if self._fills else max_bytes
        piece = self._receive(size, _cut(timeout, httpcore2.ReadTimeout))
        self._fills = len(piece) >= max_bytes
        return piece

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        unsent = memoryview(buffer)
        while unsent:
            sent = self._send(unsent, _cut(timeout, httpcore2.WriteTimeout))
            unsent = unsent[sent:]

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        cut = _cut(timeout, httpcore2.ConnectTimeout)
        return bounded(self._stream.start_tls(ssl_context, server_hostname, cut))

    def _receive(self, size: int, timeout: float | None) -> bytes:
        piece: bytes = self._stream.read(size, timeout)
        return piece

    def _send(self, buffer: memoryview, timeout: float | None) -> int:
        """Send the start of the data and return its size."""
        piece = bytes(buffer[:_PIECE_BYTES])
        self._stream.write(piece, timeout)
        return len(piece)


class _SocketStream(_DeadlineStream):
    """A connection that reads and writes its socket directly, which takes half the time."""

    def __init__(self, stream: httpcore2.NetworkStream) -> None:
        super().__init__(stream)
        self._socket = stream.get_extra_info("socket")

    def _receive(self, size: int, timeout: float | None) -> bytes:
        try:
            self._socket.settimeout(timeout)
            piece: bytes = self._socket.recv(size)
        except TimeoutError as error:
            raise httpcore2.ReadTimeout(error) from error
        except OSError as error:
            raise httpcore2.ReadError(error) from error
        return piece

    def _send(self, buffer: memoryview, timeout: float | None) -> int:
        try:
            self._socket.settimeout(timeout)
            sent: int = self._socket.send(buffer)
        except TimeoutError as error:
            raise httpcore2.WriteTimeout(error) from error
        except OSError as error:
            raise httpcore2.WriteError(error) from error
        return sent


def bounded(stream: httpcore2.NetworkStream) -> _DeadlineStream:
    """Return a stream that respects the deadline of the thread's current call."""
    encrypted = stream.get_extra_info("ssl_object")
    # With TLS inside of TLS, as through an encrypted proxy, the socket only has the outer TLS.
    direct = encrypted is None or encrypted is stream.get_extra_info("socket")
    return _SocketStream(stream) if direct else _DeadlineStream(stream)


def _cut(timeout: float | None, expired: type[Exception]) -> float | None:
    if _deadline.expires_at is None:
        return timeout
    remaining = _deadline.expires_at - monotonic()
    if remaining <= 0:
        raise expired
    return remaining if timeout is None else min(timeout, remaining)
