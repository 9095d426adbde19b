"""A transport that comes into being with the first request; shared by copies of a client."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from ..errors import ClientClosedError
from .request import (
    AsyncTransport,
    AsyncTransportResponse,
    Request,
    Transport,
    TransportResponse,
)

if TYPE_CHECKING:
    from .connections import ConnectionOptions

CONNECTION_OPTIONS: Final = ("proxy", "verify", "http2", "max_connections", "keepalive_expiry")
TRANSPORT_OPTIONS: Final = (*CONNECTION_OPTIONS, "transport", "http_client")


class LazyTransport:
    """Opens a sync client's transport when it is first needed.

    Args:
        options: the client's options.
    """

    def __init__(self, options: Mapping[str, Any]) -> None:
        self._options = options
        self._transport: Transport | None = None
        self._closed = False

    def send(self, request: Request) -> TransportResponse:
        """Send a request and wait for the header section of the answer."""
        if self._closed:
            raise ClientClosedError("the client is closed")
        if self._transport is None:
            self._transport = self._open()
        return self._transport.send(request)

    def close(self) -> None:
        """Close the transport, unless it belongs to the user."""
        self._closed = True
        if self._transport is not None and "transport" not in self._options:
            self._transport.close()

    def _open(self) -> Transport:
        if "transport" in self._options:
            given: Transport = self._options["transport"]
            return given
        if "http_client" in self._options:
            from .httpx_client import HttpxTransport

            return HttpxTransport(self._options["http_client"])
        from .pool import PoolTransport

        return PoolTransport(connection_options(self._options))


class AsyncLazyTransport:
    """Opens an async client's transport when it is first needed.

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
            self._transport = self._open()
        return await self._transport.send(request)

    async def close(self) -> None:
        """Close the transport, unless it belongs to the user."""
        self._closed = True
        if self._transport is not None and "transport" not in self._options:
            await self._transport.close()

    def _open(self) -> AsyncTransport:
        if "transport" in self._options:
            given: AsyncTransport = self._options["transport"]
            return given
        if "http_client" in self._options:
            from .httpx_client import AsyncHttpxTransport

            return AsyncHttpxTransport(self._options["http_client"])
        from .async_pool import AsyncPoolTransport

        return AsyncPoolTransport(connection_options(self._options))


def connection_options(options: Mapping[str, Any]) -> ConnectionOptions:
    """Return those of a client's options that concern connections."""
    from .connections import ConnectionOptions

    return ConnectionOptions(**{n: options[n] for n in CONNECTION_OPTIONS if n in options})
