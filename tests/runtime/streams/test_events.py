"""What server-sent events say beside their data, and errors that servers report in streams."""

from __future__ import annotations

from typing import Any

import pytest

from specquilt.python.runtime import DecodingError, ServerSentEvent, StreamError

from ..conftest import Runner
from ..server import Loopback, chunked
from .reading import tokens

NAMED = (
    b'event: made\nid: 1\nretry: 3000\ndata: {"text": "a"}\n\n'
    b"event: lost\n\n"
    b'data: {"text": "b"}\n\n'
    b'event:\nid\nretry: soon\ndata: {"text": "c"}\n\n'
    b'id: 4\x00\nevent: one\nevent: two\nretry: 99999999999999999\ndata: {"text": "d"}\n\n'
)
EXPECTED = [
    ServerSentEvent("made", "1", 3000),
    ServerSentEvent("message", "1", 3000),
    ServerSentEvent("message", "", 3000),
    ServerSentEvent("two", "", 3000),
]


def _events(runner: Runner, method: str) -> list[ServerSentEvent | None]:
    if runner.is_sync:

        def use(client: Any) -> list[Any]:
            with getattr(client, method)() as stream:
                return [stream.event, *(stream.event for _ in stream)]

        return list(runner.run(use))

    async def use_async(client: Any) -> list[Any]:
        async with await getattr(client, method)() as stream:
            return [stream.event, *[stream.event async for _ in stream]]

    return list(runner.run(use_async))


def _answer(server: Loopback, body: bytes, size: int = 1000) -> None:
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    server.answer(chunked(*pieces, content_type="text/event-stream"))


@pytest.mark.parametrize("size", [1, 3, 1000])
def test_name_id_and_retry_belong_to_their_item(
    runner: Runner, server: Loopback, size: int
) -> None:
    _answer(server, NAMED, size)
    assert _events(runner, "events") == [None, *EXPECTED]


def test_lines_of_json_have_no_events(runner: Runner, server: Loopback) -> None:
    server.answer(chunked(b'{"text": "a"}\n{"text": "b"}\n'))
    assert _events(runner, "lines") == [None, None, None]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'{"error": {"type": "overloaded", "message": "come back later"}}', "come back later"),
        (b"no more room", "no more room"),
        (b"[]", ""),
    ],
)
def test_error_of_the_server_is_raised_with_its_words(
    runner: Runner, server: Loopback, data: bytes, words: str
) -> None:
    _answer(server, b'data: {"text": "a"}\n\nevent: error\ndata: ' + data + b"\n\n")
    with pytest.raises(StreamError) as caught:
        tokens(runner, "events")
    colon = ": " if words else ""
    assert str(caught.value) == f"the server reported an error in the stream{colon}{words}"
    assert (caught.value.status, caught.value.content) == (200, data)


def test_long_words_of_the_server_are_cut(runner: Runner, server: Loopback) -> None:
    _answer(server, b"event: error\ndata: " + b"x" * 500 + b"\n\n")
    with pytest.raises(StreamError, match=r"stream: x{300}$"):
        tokens(runner, "events")


def test_items_before_the_error_are_received(runner: Runner, server: Loopback) -> None:
    _answer(server, b'data: {"text": "a"}\n\nevent: error\ndata: {}\n\n')
    found: list[str] = []

    def use(client: Any) -> None:
        found.extend(item.text for item in client.events())

    async def use_async(client: Any) -> None:
        async for item in await client.events():
            found.append(item.text)

    with pytest.raises(StreamError):
        runner.run(use if runner.is_sync else use_async)
    assert found == ["a"]


def test_event_of_the_name_error_that_is_an_item_is_an_item(
    runner: Runner, server: Loopback
) -> None:
    _answer(server, b'event: error\ndata: {"text": "a"}\n\n')
    assert tokens(runner, "events") == ["a"]


@pytest.mark.parametrize("name", [b"", b"event: failure\n"])
def test_other_data_that_is_no_item_stays_a_decoding_error(
    runner: Runner, server: Loopback, name: bytes
) -> None:
    _answer(server, name + b'data: {"no": 1}\n\n')
    with pytest.raises(DecodingError):
        tokens(runner, "events")


def test_error_of_the_server_does_not_show_the_key(runner: Runner, server: Loopback) -> None:
    _answer(server, b'event: error\ndata: {"message": "refused: canary-key"}\n\n')
    with pytest.raises(StreamError) as caught:
        tokens(runner, "events", api_key="canary-key")
    assert "refused: ***" in str(caught.value)
    assert "canary" not in f"{caught.value!r} {caught.value.data}"
