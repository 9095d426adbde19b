"""Connections that can tell cheaply whether the server has closed them.

For each request the pool asks every idle connection. anyio takes 12 µs to find the socket for that;
at 64 concurrent calls this is half of all CPU time. Here the answer takes 1 µs.
"""

from __future__ import annotations

import select
import ssl
from collections.abc import Callable, Iterable
from typing import Any, cast

import httpcore2


class QuickBackend(httpcore2.AsyncNetworkBackend):
    """Opens connections that are quick to ask."""

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
        return _QuickStream(
            await self._backend.connect_tcp(host, port, timeout, local_address, socket_options)
        )

    async def sleep(self, seconds: float) -> None:
        await self._backend.sleep(seconds)


class _QuickStream(httpcore2.AsyncNetworkStream):
    """A connection with its own way to tell whether there is anything to read."""

    def __init__(self, stream: httpcore2.AsyncNetworkStream) -> None:
        self._stream = stream
        self._is_readable = _readability(stream.get_extra_info("socket"))

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return await self._stream.read(max_bytes, timeout)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        await self._stream.write(buffer, timeout)

    async def aclose(self) -> None:
        self._is_readable = _always
        await self._stream.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        return _QuickStream(await self._stream.start_tls(ssl_context, server_hostname, timeout))

    def get_extra_info(self, info: str) -> Any:
        if info == "is_readable" and self._is_readable is not None:
            return self._is_readable()
        return self._stream.get_extra_info(info)


def _readability(connection: Any) -> Callable[[], bool] | None:
    """Return a function that asks the system, or None where `select.poll` is missing."""
    if connection is None or not hasattr(select, "poll"):
        return None
    poller = select.poll()
    poller.register(connection.fileno(), select.POLLIN)
    return lambda: bool(poller.poll(0))


def _always() -> bool:
    """A closed connection counts as readable: its end can be read."""
    return True
