"""What aiohttp does not tell about its connections."""

from __future__ import annotations

import asyncio
from contextvars import ContextVar
from typing import Any, Final
from weakref import WeakSet

import aiohttp


class Opened:
    """The connection of a request."""

    __slots__ = ("_closed", "_transport")

    def __init__(self, connection: aiohttp.connector.Connection) -> None:
        protocol = connection.protocol
        self._transport = connection.transport
        self._closed = None if protocol is None else protocol.closed
        if self._closed is not None and self._closed not in _known:
            _known.add(self._closed)
            self._closed.add_done_callback(_retrieve)

    def abort(self) -> None:
        """Close the connection at once; `close` waits until the server has taken everything."""
        if self._transport is not None:
            self._transport.abort()

    def failure(self) -> BaseException | None:
        """Return what has broken the connection, if the server has not closed it in order."""
        closed = self._closed
        return closed.exception() if closed is not None and closed.done() else None


opened: Final[ContextVar[Opened | None]] = ContextVar("opened", default=None)
"""The connection of the last request of a task."""

_known: Final[WeakSet[asyncio.Future[None]]] = WeakSet()


class Connector(aiohttp.TCPConnector):
    """Remembers which connection a request uses."""

    async def connect(self, *arguments: Any, **options: Any) -> aiohttp.connector.Connection:
        """Return a connection from the pool, or a new one."""
        connection = await super().connect(*arguments, **options)
        opened.set(Opened(connection))
        return connection


def _retrieve(closed: asyncio.Future[None]) -> None:
    """Mark the exception as seen: asyncio would log it."""
    if not closed.cancelled():
        closed.exception()
