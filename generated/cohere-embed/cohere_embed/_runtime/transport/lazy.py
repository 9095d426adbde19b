"""A transport that comes into being with the first request; shared by copies of a client."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

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

T = TypeVar("T")

CONNECTION_OPTIONS: Final = ("proxy", "verify", "http2", "max_connections", "keepalive_expiry")
TRANSPORT_OPTIONS: Final = (*CONNECTION_OPTIONS, "transport", "http_client")


class _Lazy(Generic[T]):
    """Opens a transport when it is first needed.

    Args:
        options: the client's options.
    """

    def __init__(self, options: Mapping[str, Any]) -> None:
        self._options = options
        self._transport: T | None = None
        self._closed = False

    def _opened(self) -> T:
        if self._closed:
            raise ClientClosedError("the client is closed")
        if self._transport is None:
            self._transport = self._given() or self._built_in()
        return self._transport

    def _closing(self) -> T | None:
        """Return what is to be closed: nothing that belongs to the user."""
        self._closed = True
        return None if "transport" in self._options else self._transport

    def _given(self) -> T | None:
        if "http_client" in self._options:
            return self._around(self._options["http_client"])
        return self._options.get("transport")

    def _around(self, http_client: Any) -> T:
        raise NotImplementedError

    def _built_in(self) -> T:
        raise NotImplementedError


class LazyTransport(_Lazy[Transport]):
    """The transport of a sync client."""

    def send(self, request: Request) -> TransportResponse:
        """Send a request and wait for the header section of the answer."""
        return self._opened().send(request)

    def close(self) -> None:
        """Close the transport, unless it belongs to the user."""
        if transport := self._closing():
            transport.close()

    def _around(self, http_client: Any) -> Transport:
        from .httpx_client import HttpxTransport

        return HttpxTransport(http_client)

    def _built_in(self) -> Transport:
        from .pool import PoolTransport

        return PoolTransport(connection_options(self._options))


class AsyncLazyTransport(_Lazy[AsyncTransport]):
    """The transport of an async client."""

    async def send(self, request: Request) -> AsyncTransportResponse:
        """Send a request and wait for the header section of the answer."""
        return await self._opened().send(request)

    async def close(self) -> None:
        """Close the transport, unless it belongs to the user."""
        if transport := self._closing():
            await transport.close()

    def _around(self, http_client: Any) -> AsyncTransport:
        from .httpx_client import AsyncHttpxTransport

        return AsyncHttpxTransport(http_client)

    def _built_in(self) -> AsyncTransport:
        from .async_pool import AsyncPoolTransport

        return AsyncPoolTransport(connection_options(self._options))


def connection_options(options: Mapping[str, Any]) -> ConnectionOptions:
    """Return those of a client's options that concern connections."""
    from .connections import ConnectionOptions

    return ConnectionOptions(**{n: options[n] for n in CONNECTION_OPTIONS if n in options})
