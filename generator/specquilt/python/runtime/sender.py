"""Sends requests, reads bodies and sleeps: everything that a client waits for."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Mapping
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, TypeVar

from .blocking import BlockingTransport
from .decoding.reading import read_content
from .errors import ClientClosedError
from .secret import Secret

if TYPE_CHECKING:
    from .request import AsyncTransport, AsyncTransportResponse, Request
    from .transport.turns import Turns

T = TypeVar("T")

TRANSPORT_OPTIONS: Final = (
    "proxy",
    "verify",
    "http2",
    "max_connections",
    "keepalive_expiry",
    "transport",
    "http_client",
)
"""Client options that need connections of their own."""


class BaseSender(ABC):
    """Sends requests through a transport, which is opened for the first request.

    Copies of a client share a sender. The sync version blocks where the async version suspends.

    Args:
        options: The client's options.
    """

    def __init__(self, options: Mapping[str, Any]) -> None:
        self._private = Secret(options)
        self._transport: AsyncTransport | None = None
        self._closed = False

    def send(self, request: Request) -> Awaitable[AsyncTransportResponse]:
        """Send a request and return the response, whose body has not been read.

        Raises:
            ClientClosedError: The client is closed.
        """
        if self._closed:
            raise ClientClosedError("the client is closed")
        if self._transport is None:
            self._transport = self._chosen_transport()
        return self.within(request, self._transport.send(request))

    def read(
        self, request: Request, response: AsyncTransportResponse, limit: int
    ) -> Awaitable[bytes]:
        """Read a body to its end and close the response.

        Args:
            request: The request, for its deadline and its credentials.
            response: The response.
            limit: Maximum size in bytes after decompression.
        """
        return self.within(request, read_content(request, response, limit))

    async def close(self) -> None:
        """Close the transport, unless it belongs to the user."""
        self._closed = True
        if self._transport and self._options.get("transport") is None:
            await self._transport.close()

    @property
    def _options(self) -> Mapping[str, Any]:
        return self._private.reveal()

    def within(self, request: Request, work: Awaitable[T]) -> Awaitable[T]:
        """Await some work, but no longer than the deadline of the request allows.

        Raises:
            DeadlineExceededError: The deadline has passed; the work is cancelled.
        """
        # A blocked thread cannot be cancelled: sync transports limit each wait to the time left.
        return work

    @abstractmethod
    async def sleep(self, seconds: float) -> None:
        """Wait for some seconds."""

    @abstractmethod
    def new_turns(self) -> Turns:
        """Return a lock for the threads or tasks that use this sender."""

    def _chosen_transport(self) -> AsyncTransport:
        if (http_client := self._options.get("http_client")) is not None:
            return self._around(http_client)
        if (transport := self._options.get("transport")) is not None:
            return self._adapted(transport)
        return self._built_in()

    @abstractmethod
    def _around(self, http_client: Any) -> AsyncTransport: ...

    @abstractmethod
    def _adapted(self, transport: Any) -> AsyncTransport: ...

    @abstractmethod
    def _built_in(self) -> AsyncTransport: ...


class Sender(BaseSender):
    """The sender of sync clients: blocks the thread."""

    async def sleep(self, seconds: float) -> None:
        """Block the thread."""
        time.sleep(seconds)

    def new_turns(self) -> Turns:
        """Return a lock for threads."""
        from .transport.turns import ThreadTurns

        return ThreadTurns()

    def _around(self, http_client: Any) -> AsyncTransport:
        from .transport.httpx_client import HttpxTransport

        return HttpxTransport(http_client)

    def _adapted(self, transport: Any) -> AsyncTransport:
        return BlockingTransport(transport)

    def _built_in(self) -> AsyncTransport:
        from .transport.connections import connection_options
        from .transport.pool import PoolTransport

        return PoolTransport(connection_options(self._options))


class AsyncSender(BaseSender):
    """The sender of async clients: suspends the task."""

    async def within(self, request: Request, work: Awaitable[T]) -> T:
        """Await some work, but no longer than the deadline of the request allows."""
        if request.expires_at is None:
            return await work
        import asyncio

        limit = asyncio.timeout(request.expires_at - monotonic())
        try:
            async with limit:
                return await work
        except TimeoutError:
            if not limit.expired():
                raise
            raise request.overdue() from None

    async def sleep(self, seconds: float) -> None:
        """Suspend the task."""
        import asyncio

        await asyncio.sleep(seconds)

    def new_turns(self) -> Turns:
        """Return a lock for tasks."""
        from .transport.turns import TaskTurns

        return TaskTurns()

    def _around(self, http_client: Any) -> AsyncTransport:
        from .transport.httpx_client import AsyncHttpxTransport

        return AsyncHttpxTransport(http_client)

    def _adapted(self, transport: Any) -> AsyncTransport:
        own: AsyncTransport = transport
        return own

    def _built_in(self) -> AsyncTransport:
        from .transport.async_pool import AsyncPoolTransport
        from .transport.connections import connection_options

        return AsyncPoolTransport(connection_options(self._options))
