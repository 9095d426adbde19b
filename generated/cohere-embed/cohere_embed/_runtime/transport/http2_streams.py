"""HTTP/2 streams that were left early are reset (RFC 9113, section 5.4.2).

httpcore2 forgets such a stream, but does not reset it. The server goes on sending, the stream counts
for ever against the limit of concurrent streams, and after about a hundred of them no call works any
more. The library has no public way to reset one. If its private parts have changed, the connection
is closed instead, which also affects other calls on it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, Final

import httpcore2

_CANCEL: Final = 8
_WINDOW: Final = 2**24 + 65535
"""Bytes that the server may send ahead on a connection of httpcore2."""
_FLUSH: Final = httpcore2.Request("GET", "https://", extensions={"timeout": {"write": 1.0}})
_FAILED: Final = (httpcore2.NetworkError, httpcore2.TimeoutException, httpcore2.ProtocolError)


def is_http2(response: Any) -> bool:
    """Return whether a response of httpcore2 or httpx2 came through HTTP/2."""
    return bool(response.extensions.get("http_version") == b"HTTP/2")


def connection_of(response: Any) -> Any:
    """Return the connection of a response whose stream is to be left, or None.

    What has arrived, but was not read, is acknowledged: otherwise the server could send less and
    less on this connection.
    """
    stream = response.stream
    while (inner := getattr(stream, "_stream", None) or _httpcore_stream(stream)) is not None:
        stream = inner
    connection = getattr(stream, "_connection", None)
    with suppress(AttributeError):
        _acknowledge(connection, stream._stream_id)
    return connection


def connections_in(pool: Any) -> Iterator[Any]:
    """Yield the HTTP/2 connections of a pool."""
    for connection in list(getattr(pool, "connections", ())):
        inner = getattr(connection, "_connection", None)
        if hasattr(inner, "_h2_state"):
            yield inner


def reset_left_streams(connection: Any) -> None:
    """Reset the streams of a sync connection that nobody reads any more."""
    try:
        with connection._state_lock:
            has_left = _reset(connection)
        if has_left:
            connection._write_outgoing_data(_FLUSH)
    except AttributeError:
        connection.close()
    except _FAILED:
        """The library does not use this connection any more."""


async def reset_left_streams_async(connection: Any) -> None:
    """Reset the streams of an async connection that nobody reads any more."""
    try:
        has_left = _reset(connection)
    except AttributeError:
        await connection.aclose()
        return
    if has_left:
        # A task of its own: if this one is cancelled, a frame must not be sent by half.
        flushing = asyncio.ensure_future(_flush(connection))
        _flushes.add(flushing)
        flushing.add_done_callback(_flushes.discard)
        await asyncio.shield(flushing)


_flushes: Final[set[asyncio.Future[None]]] = set()


async def _flush(connection: Any) -> None:
    with suppress(*_FAILED):
        await connection._write_outgoing_data(_FLUSH)


def _httpcore_stream(stream: Any) -> Any:
    return getattr(stream, "_httpcore_stream", None)


def _reset(connection: Any) -> bool:
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
