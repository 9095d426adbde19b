"""Resetting the streams of HTTP/2 that are no longer read, frame by frame."""

from __future__ import annotations

import asyncio
from contextlib import nullcontext
from types import SimpleNamespace
from typing import Any

import httpcore2
import pytest

from specquilt.python.runtime.transport.async_pool import AsyncResets
from specquilt.python.runtime.transport.http2_streams import (
    BaseResets,
    Resets,
    connection_to_leave,
)


class Protocol:
    """The protocol of a connection, with one open stream."""

    inbound_flow_control_window = 0

    def __init__(self, *, is_open: bool = True) -> None:
        self.streams = {1: SimpleNamespace(open=is_open)}
        self.acknowledged: list[tuple[int, int]] = []

    def reset_stream(self, number: int, error_code: int) -> None: ...

    def increment_flow_control_window(self, increment: int) -> None: ...

    def acknowledge_received_data(self, size: int, number: int) -> None:
        self.acknowledged.append((size, number))


class Connection:
    """A connection of the library, as far as its private parts are used."""

    def __init__(
        self, resets: BaseResets, protocol: Any, error: Exception | None = None, **events: Any
    ) -> None:
        self._state_lock = nullcontext()
        self._h2_state = protocol
        self._events = {int(number[1:]): found for number, found in events.items()}
        self._error = error
        self._is_async = isinstance(resets, AsyncResets)
        self.done: list[object] = []

    def _write_outgoing_data(self, request: httpcore2.Request) -> Any:
        self.done.append(request.extensions["timeout"])
        return self._result()

    def close(self) -> None:
        self.done.append("closed")

    async def aclose(self) -> None:
        self.done.append("closed")

    def _result(self) -> Any:
        async def result() -> None:
            if self._error:
                raise self._error

        if self._is_async:
            return result()
        if self._error:
            raise self._error
        return None


@pytest.fixture(params=[Resets, AsyncResets])
def resets(request: pytest.FixtureRequest) -> BaseResets:
    found: BaseResets = request.param()
    return found


def reset(resets: BaseResets, connection: Connection | None) -> list[object]:
    asyncio.run(resets.of(connection))
    return connection.done if connection else []


def test_reset_is_sent_at_once_within_a_second(resets: BaseResets) -> None:
    assert reset(resets, Connection(resets, Protocol())) == [{"write": 1.0}]


def test_nothing_is_sent_without_a_stream_to_reset(resets: BaseResets) -> None:
    assert reset(resets, Connection(resets, Protocol(is_open=False))) == []
    assert reset(resets, Connection(resets, Protocol(), _1=[])) == []
    assert reset(resets, None) == []


def test_connection_of_a_changed_library_is_closed(resets: BaseResets) -> None:
    assert reset(resets, Connection(resets, object())) == ["closed"]


@pytest.mark.parametrize(
    "error",
    [httpcore2.WriteError("?"), httpcore2.WriteTimeout("?"), httpcore2.LocalProtocolError("?")],
    ids=lambda error: type(error).__name__,
)
def test_connection_that_breaks_while_it_is_reset_is_left_alone(
    resets: BaseResets, error: Exception
) -> None:
    assert reset(resets, Connection(resets, Protocol(), error)) == [{"write": 1.0}]


def test_only_connections_of_http2_in_a_pool_are_reset(resets: BaseResets) -> None:
    with_streams, plain = Connection(resets, Protocol()), SimpleNamespace()
    pool = SimpleNamespace(
        connections=[SimpleNamespace(_connection=each) for each in (plain, with_streams, None)]
    )
    asyncio.run(resets.in_pool(pool))
    asyncio.run(resets.in_pool(None))
    assert with_streams.done == [{"write": 1.0}]


def response(connection: object, version: bytes = b"HTTP/2") -> Any:
    stream = SimpleNamespace(_connection=connection, _stream_id=1)
    wrapped = SimpleNamespace(_httpcore_stream=SimpleNamespace(_stream=stream))
    return SimpleNamespace(extensions={"http_version": version}, stream=wrapped)


@pytest.mark.parametrize(
    ("sizes", "acknowledged"), [((), []), ((0, None), []), ((5, None, 7), [(12, 1)])]
)
def test_what_arrived_unread_is_acknowledged_when_a_stream_is_left(
    sizes: tuple[int | None, ...], acknowledged: list[tuple[int, int]]
) -> None:
    protocol = Protocol()
    events = [SimpleNamespace(flow_controlled_length=size) for size in sizes]
    connection = Connection(Resets(), protocol, _1=[*events, SimpleNamespace()])
    assert connection_to_leave(response(connection)) is connection
    assert protocol.acknowledged == acknowledged


def test_connection_without_streams_is_not_to_be_left() -> None:
    assert connection_to_leave(response(object(), b"HTTP/1.1")) is None
    assert connection_to_leave(SimpleNamespace(extensions={}, stream=None)) is None


def test_stream_of_a_changed_library_is_left_without_an_error() -> None:
    connection = object()
    assert connection_to_leave(response(connection)) is connection
