"""Streams of items: decoding, and where they end."""

from __future__ import annotations

import socket
import time
from typing import Any

import pytest

from specquilt.python.runtime import (
    APIConnectionError,
    DeadlineExceededError,
    DecodingError,
    ResponseTooLargeError,
    ServerError,
)
from specquilt.python.runtime.decoding.lines import EventDecoder, LineDecoder

from ..conftest import Runner
from ..server import (
    Loopback,
    Received,
    answer,
    chunked,
    drips,
    json_answer,
    sends_and_closes,
)
from ..stand_in import Client
from .reading import tokens

BUSY = 30.0
"""Seconds that a busy machine may take to notice a deadline; without one it would be minutes."""
EVENTS = (
    b': comment\r\n\r\ndata: {"text":\r\ndata: "a"}\r\nid: 7\r\n\r\n'
    b'event: x\ndata:{"text":"b\xc3\xbc"}\n\n\rdata: {"text":"c"}\r\rdata: [DONE]\n\ndata: {"no":1}\n\n'
)


@pytest.mark.parametrize("size", [1, 2, 7, 1000])
def test_events_are_decoded_however_they_are_cut(
    runner: Runner, server: Loopback, size: int
) -> None:
    chunks = [EVENTS[at : at + size] for at in range(0, len(EVENTS), size)]
    server.answer(chunked(*chunks, content_type="text/event-stream"))
    assert tokens(runner, "events") == ["a", "bü", "c"]
    assert server.received[0].headers["accept"] == "text/event-stream"


@pytest.mark.parametrize("size", [1, 5, 1000])
def test_lines_are_decoded_however_they_are_cut(
    runner: Runner, server: Loopback, size: int
) -> None:
    body = b'{"text":"a"}\n\r\n{"text":"b"}\r\n{"text":"c"}'
    server.answer(chunked(*[body[at : at + size] for at in range(0, len(body), size)]))
    assert tokens(runner, "lines") == ["a", "b", "c"]


def test_stream_is_tried_again_until_it_begins(runner: Runner, server: Loopback) -> None:
    server.answer(answer(b"", 503), chunked(b'{"text":"a"}'))
    assert tokens(runner, "lines") == ["a"]
    server.answer(answer(b"", 503))
    with pytest.raises(ServerError):
        tokens(runner, "lines", max_retries=1)
    assert len(server.received) == 2


def test_stream_that_breaks_off_raises(runner: Runner, server: Loopback) -> None:
    body = b'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nd\r\n{"text":"a"}\n\r\n'
    server.answer(sends_and_closes(body))
    with pytest.raises(APIConnectionError):
        tokens(runner, "lines")


def test_stream_item_that_does_not_match_raises(runner: Runner, server: Loopback) -> None:
    server.answer(answer(b'{"text":1}\n'))
    with pytest.raises(DecodingError):
        tokens(runner, "lines")


def test_stream_item_of_endless_length_raises(runner: Runner, server: Loopback) -> None:
    server.answer(chunked(*[b"x" * 1000] * 100))
    with pytest.raises(ResponseTooLargeError):
        tokens(runner, "lines", max_response_bytes=50_000)


@pytest.mark.parametrize("way", ["lines", "read", "iter_bytes"])
def test_deadline_that_was_asked_for_bounds_a_body_without_end(
    runner: Runner, server: Loopback, way: str
) -> None:
    server.answer(_drips_its_body)
    take = _take if runner.is_sync else _take_async
    began = time.monotonic()
    with pytest.raises(DeadlineExceededError):
        runner.run(lambda client: take(client, way, {"deadline": 0.3}))
    assert time.monotonic() - began < BUSY


def _drips_its_body(connection: socket.socket, request: Received) -> None:
    head, mark, body = chunked(*[b'{"text":"a"}\n'] * 1000).partition(b"\r\n\r\n")
    connection.sendall(head + mark)
    drips(body, 0.01)(connection, request)


def _take(client: Any, way: str, options: dict[str, float]) -> object:
    if way == "lines":
        return list(client.lines(options=options))
    response = client.download(options=options)
    return response.read() if way == "read" else list(response.iter_bytes())


async def _take_async(client: Any, way: str, options: dict[str, float]) -> object:
    if way == "lines":
        return [item async for item in await client.lines(options=options)]
    response = await client.download(options=options)
    return await response.read() if way == "read" else [_ async for _ in response.iter_bytes()]


@pytest.mark.parametrize("begun", [False, True])
def test_deadline_of_a_stream_holds_when_other_calls_come_between(
    server: Loopback, begun: bool
) -> None:
    first = _drips_its_body if begun else _drips_the_size_of_its_first_chunk
    server.answer(first, json_answer({"job_id": "j1", "status": "x"}))
    began = time.monotonic()
    with (
        Client("k", base_url=server.url) as client,
        client.lines(options={"deadline": 1.0}) as stream,
    ):
        if begun:
            next(stream)
        client.jobs.get("j1")
        with pytest.raises(DeadlineExceededError):
            list(stream)
    assert time.monotonic() - began < BUSY


def _drips_the_size_of_its_first_chunk(connection: socket.socket, request: Received) -> None:
    head, mark, _ = chunked().partition(b"\r\n\r\n")
    connection.sendall(head + mark)
    drips(b"d;" + b"x" * 500, 0.01)(connection, request)


@pytest.mark.parametrize(
    ("method", "item"),
    [("lines", b'{"text":"a"}\n'), ("events", b'data: {"text":"a"}\nid: 1\n\n')],
)
def test_items_below_the_limit_are_not_added_up(
    runner: Runner, server: Loopback, method: str, item: bytes
) -> None:
    body = item * 500
    pieces = [body[at : at + 7] for at in range(0, len(body), 7)]
    server.answer(chunked(*pieces, content_type="text/event-stream"))
    assert tokens(runner, method, max_response_bytes=100) == ["a"] * 500


def test_last_event_without_its_blank_line_is_not_lost(runner: Runner, server: Loopback) -> None:
    for end in (b"", b"\n", b"\r\n"):
        body = b'data: {"text":"a"}\n\ndata: {"text":"b"}' + end
        server.answer(answer(body, content_type="text/event-stream"))
        assert tokens(runner, "events") == ["a", "b"]


def test_last_event_that_is_cut_off_is_an_error(runner: Runner, server: Loopback) -> None:
    body = b'data: {"text":"a"}\n\ndata: {"te'
    server.answer(answer(body, content_type="text/event-stream"))
    with pytest.raises(DecodingError):
        tokens(runner, "events")


def test_bytes_of_an_unfinished_line_are_pending() -> None:
    decoder = LineDecoder()
    pending = []
    for piece in (b"a", b"bc", b"d\n", b"ef\ng", b"\n"):
        list(decoder.feed(piece))
        pending.append(decoder.pending)
    assert pending == [1, 3, 0, 1, 0]


def test_bytes_of_an_unfinished_event_are_pending() -> None:
    decoder = EventDecoder()
    pending = []
    for piece in (b"da", b"ta:abc", b"\n", b"data:d\n", b"\n", b"data"):
        list(decoder.feed(piece))
        pending.append(decoder.pending)
    assert pending == [2, 8, 3, 4, 0, 4]


def test_byte_order_mark_only_counts_at_the_start() -> None:
    decoder = EventDecoder()
    assert list(decoder.feed(b"\xef\xbb\xbfdata: a\n\n\xef\xbb\xbfdata: b\n\n")) == [b"a"]
    assert decoder.has_other_lines
