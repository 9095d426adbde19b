"""HTTP/2 streams that were left early are reset (RFC 9113, section 5.4.2).

httpcore2 forgets such a stream, but does not reset it. The server goes on sending, and the stream
counts for ever against the limit of concurrent streams: after about a hundred of them, no call
works any more. The library has no public way to reset one. If its private parts have changed, the
connection is closed instead, which also affects other calls on it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager, suppress
from typing import Any, Final

import httpcore2

_CANCEL: Final = 8
_WINDOW: Final = 2**24 + 65535
"""Bytes that the server may send ahead on a connection of httpcore2."""
FLUSH: Final = httpcore2.Request("GET", "https://", extensions={"timeout": {"write": 1.0}})
_FAILED: Final = (httpcore2.NetworkError, httpcore2.TimeoutException, httpcore2.ProtocolError)


class BaseResets(ABC):
    """Resets the streams of connections that are no longer read."""

    async def in_pool(self, pool: Any) -> None:
        """Reset the left streams of all HTTP/2 connections of a pool."""
        for connection in _connections_in(pool):
            await self.of(connection)

    async def of(self, connection: Any) -> None:
        """Reset the left streams of a connection; None is a connection without streams."""
        if connection is None:
            return
        try:
            with self._lock(connection):
                has_left = _queue_resets(connection)
            if has_left:
                await self._flush(connection)
        except AttributeError:
            await self._close(connection)
        except _FAILED:
            """The library does not use this connection any more."""

    @abstractmethod
    def _lock(self, connection: Any) -> AbstractContextManager[Any]: ...

    @abstractmethod
    async def _flush(self, connection: Any) -> None: ...

    @abstractmethod
    async def _close(self, connection: Any) -> None: ...


class Resets(BaseResets):
    """Resets streams of sync connections."""

    def _lock(self, connection: Any) -> AbstractContextManager[Any]:
        lock: AbstractContextManager[Any] = connection._state_lock
        return lock

    async def _flush(self, connection: Any) -> None:
        connection._write_outgoing_data(FLUSH)

    async def _close(self, connection: Any) -> None:
        connection.close()


def connection_to_leave(response: Any) -> Any:
    """Return the connection of an HTTP/2 response whose stream is to be left, or else None.

    What has arrived, but was not read, is acknowledged: otherwise the server could send less and
    less on this connection.

    Args:
        response: A response of httpcore2 or httpx2.
    """
    if response.extensions.get("http_version") != b"HTTP/2":
        return None
    stream = response.stream
    while (inner := getattr(stream, "_stream", None) or _httpcore_stream(stream)) is not None:
        stream = inner
    connection = getattr(stream, "_connection", None)
    with suppress(AttributeError):  # private parts of httpcore2, which may change
        _acknowledge(connection, stream._stream_id)
    return connection


def _connections_in(pool: Any) -> Iterator[Any]:
    for connection in list(getattr(pool, "connections", ())):
        inner = getattr(connection, "_connection", None)
        if hasattr(inner, "_h2_state"):
            yield inner


def _httpcore_stream(stream: Any) -> Any:
    return getattr(stream, "_httpcore_stream", None)


def _queue_resets(connection: Any) -> bool:
    """Queue the frames that reset streams without a reader; return whether there are any."""
    protocol, read = connection._h2_state, connection._events
    left = [number for number, each in protocol.streams.items() if each.open and number not in read]
    for number in left:
        protocol.reset_stream(number, _CANCEL)
    missing = 0 if read else _WINDOW - protocol.inbound_flow_control_window
    if left and missing > 0:
        protocol.increment_flow_control_window(missing)
    return bool(left)


def _acknowledge(connection: Any, number: int) -> None:
    events = connection._events.get(number, ())
    unread = sum(getattr(event, "flow_controlled_length", None) or 0 for event in events)
    if unread:
        connection._h2_state.acknowledge_received_data(unread, number)
