"""The built-in sync transport: httpx2's own connection pool, without the layers above it.

Going below `httpx2.Client` saves a third of the CPU time per call and gives access to the sockets'
time limits, so that the deadline also holds for a server that sends one byte per second.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Iterator
from time import monotonic
from typing import TYPE_CHECKING, Any

import httpcore2

from .connections import (
    FAILURES,
    ConnectionOptions,
    PooledResponse,
    Route,
    RoutedTransport,
    pool_request,
)
from .failures import Translated
from .request import Request

if TYPE_CHECKING:
    import ssl


class _Deadline(threading.local):
    """The deadline of the call that this thread is busy with."""

    expires_at: float | None = None


_deadline = _Deadline()


class PoolTransport(RoutedTransport):
    """Sends requests through pooled connections; safe to share between threads and after fork."""

    def __init__(self, options: ConnectionOptions | None = None) -> None:
        super().__init__(options)
        self._pools: dict[Route, httpcore2.ConnectionPool] = {}
        self._owner = os.getpid()
        self._lock = threading.Lock()

    def send(self, request: Request) -> PoolResponse:
        """Send a request and wait for the header section of the answer."""
        pool = self._pool_for(request)
        with Translated(request, FAILURES):
            theirs = pool_request(request, lambda upload: upload.open())
            _deadline.expires_at = request.expires_at
            return PoolResponse(request, pool.handle_request(theirs))

    def close(self) -> None:
        """Close all connections."""
        self._is_closed = True
        for pool in self._pools.values():
            pool.close()

    def _pool_for(self, request: Request) -> httpcore2.ConnectionPool:
        route = self._route(request)
        if self._owner != os.getpid():
            self._begin_anew()
        return self._pools.get(route) or self._add_pool(route)

    def _add_pool(self, route: Route) -> httpcore2.ConnectionPool:
        with self._lock:
            if route not in self._pools:
                arguments = self._options.pool_arguments(*route)
                self._pools[route] = httpcore2.ConnectionPool(
                    **arguments, network_backend=_DeadlineBackend()
                )
            return self._pools[route]

    def _begin_anew(self) -> None:
        """After a fork the connections belong to the parent: never use, never shut them down."""
        _inherited.append(self._pools)
        self._pools = {}
        self._lock = threading.Lock()
        self._owner = os.getpid()


class PoolResponse(PooledResponse):
    """An answer from the pool."""

    __slots__ = ()

    def chunks(self) -> Iterator[bytes]:
        """Yield the body as transferred."""
        _deadline.expires_at = self._request.expires_at
        with Translated(self._request, FAILURES):
            for chunk in self._response.iter_stream():
                yield chunk
                _deadline.expires_at = self._request.expires_at

    def close(self) -> None:
        """Give the connection back, or drop it."""
        self._response.close()


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
        stream = super().connect_tcp(host, port, timeout, local_address, socket_options)
        return _DeadlineStream(stream)


class _DeadlineStream(httpcore2.NetworkStream):
    """A connection that cuts each wait to what is left of the deadline."""

    def __init__(self, stream: httpcore2.NetworkStream) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _cut(timeout, httpcore2.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _cut(timeout, httpcore2.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        cut = _cut(timeout, httpcore2.ConnectTimeout)
        return _DeadlineStream(self._stream.start_tls(ssl_context, server_hostname, cut))

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _cut(timeout: float | None, expired: type[Exception]) -> float | None:
    if _deadline.expires_at is None:
        return timeout
    remaining = _deadline.expires_at - monotonic()
    if remaining <= 0:
        raise expired
    return remaining if timeout is None else min(timeout, remaining)


_inherited: list[object] = []
