"""A transport that comes into being with the first request; shared by copies of a client."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from ..blocking import BlockingTransport
from ..errors import ClientClosedError

if TYPE_CHECKING:
    from .connections import ConnectionOptions
    from .request import AsyncTransport, AsyncTransportResponse, Request

CONNECTION_OPTIONS: Final = ("proxy", "verify", "http2", "max_connections", "keepalive_expiry")
TRANSPORT_OPTIONS: Final = (*CONNECTION_OPTIONS, "transport", "http_client")


class BaseLazyTransport(ABC):
    """Opens a transport when it is first needed.

    Args:
        options: the client's options.
    """

    def __init__(self, options: Mapping[str, Any]) -> None:
        self._options = options
        self._transport: AsyncTransport | None = None
        self._closed = False

    async def send(self, request: Request) -> AsyncTransportResponse:
        """Send a request and wait for the header section of the answer."""
        if self._closed:
            raise ClientClosedError("the client is closed")
        if self._transport is None:
            self._transport = self._chosen()
        return await self._transport.send(request)

    async def close(self) -> None:
        """Close the transport, unless it belongs to the user."""
        self._closed = True
        if self._transport and self._options.get("transport") is None:
            await self._transport.close()

    def _chosen(self) -> AsyncTransport:
        if (http_client := self._options.get("http_client")) is not None:
            return self._around(http_client)
        if (transport := self._options.get("transport")) is not None:
            return self._adapted(transport)
        return self._built_in(connection_options(self._options))

    @abstractmethod
    def _around(self, http_client: Any) -> AsyncTransport: ...

    @abstractmethod
    def _adapted(self, transport: Any) -> AsyncTransport: ...

    @abstractmethod
    def _built_in(self, options: ConnectionOptions) -> AsyncTransport: ...


class LazyTransport(BaseLazyTransport):
    """The transport of a sync client."""

    def _around(self, http_client: Any) -> AsyncTransport:
        from .httpx_client import HttpxTransport

        return HttpxTransport(http_client)

    def _adapted(self, transport: Any) -> AsyncTransport:
        return BlockingTransport(transport)

    def _built_in(self, options: ConnectionOptions) -> AsyncTransport:
        from .pool import PoolTransport

        return PoolTransport(options)


class AsyncLazyTransport(BaseLazyTransport):
    """The transport of an async client."""

    def _around(self, http_client: Any) -> AsyncTransport:
        from .httpx_client import AsyncHttpxTransport

        return AsyncHttpxTransport(http_client)

    def _adapted(self, transport: Any) -> AsyncTransport:
        own: AsyncTransport = transport
        return own

    def _built_in(self, options: ConnectionOptions) -> AsyncTransport:
        from .async_pool import AsyncPoolTransport

        return AsyncPoolTransport(options)


def connection_options(options: Mapping[str, Any]) -> ConnectionOptions:
    """Return those of a client's options that concern connections."""
    from .connections import ConnectionOptions

    return ConnectionOptions(**{n: options[n] for n in CONNECTION_OPTIONS if n in options})
