"""Answers that are received piece by piece."""

from __future__ import annotations

import gc
import inspect
import os
from pathlib import Path
from typing import Any

import pytest

from specquilt.runtime import (
    DecodingError,
    ResponseTooLargeError,
)

from .conftest import Runner
from .server import Loopback, answer, chunked, sends_and_closes, zipped


def tokens(runner: Runner, method: str, **options: Any) -> list[str]:
    if runner.is_sync:
        items = runner.run(lambda client: list(getattr(client, method)()), **options)
    else:

        async def use(client: Any) -> list[Any]:
            return [item async for item in await getattr(client, method)()]

        items = runner.run(use, **options)
    return [item.text for item in items]


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


def test_stream_that_breaks_off_raises(runner: Runner, server: Loopback) -> None:
    from specquilt.runtime import APIConnectionError

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


def test_stream_left_early_frees_its_connection(runner: Runner, server: Loopback) -> None:
    server.answer(chunked(*[b'{"text":"a"}\n'] * 1000))
    if runner.is_sync:

        def use(client: Any) -> None:
            for _ in range(150):
                with client.lines() as stream:
                    next(iter(stream))

        runner.run(use, timeout=2)
    else:

        async def use_async(client: Any) -> None:
            for _ in range(150):
                async with await client.lines() as stream:
                    await anext(aiter(stream))

        runner.run(use_async, timeout=2)
    assert len(server.received) == 150


def test_stream_left_early_leaves_no_generator_to_the_collector(
    async_runner: Runner, server: Loopback
) -> None:
    server.answer(chunked(*[b'{"text":"a"}\n'] * 1000))

    async def use(client: Any) -> list[object]:
        async with await client.lines() as stream:
            await anext(aiter(stream))
        generators = (each for each in gc.get_objects() if inspect.isasyncgen(each))
        return [each for each in generators if each.ag_frame and "specquilt" in _file_of(each)]

    assert async_runner.run(use) == []


def _file_of(generator: Any) -> str:
    return str(generator.ag_code.co_filename)


def test_download_streams_to_a_file(runner: Runner, server: Loopback, tmp_path: Path) -> None:
    body = os.urandom(300_000)
    server.answer(zipped(body))
    target = tmp_path / "out.bin"
    if runner.is_sync:
        runner.run(lambda client: client.download().write_to_file(target))
    else:

        async def use(client: Any) -> None:
            await (await client.download()).write_to_file(target)

        runner.run(use)
    assert target.read_bytes() == body


def test_download_that_breaks_off_leaves_no_file(
    runner: Runner, server: Loopback, tmp_path: Path
) -> None:
    from specquilt.runtime import APIConnectionError

    server.answer(sends_and_closes(b"HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\nabc"))
    target = tmp_path / "out.bin"

    async def use(client: Any) -> None:
        await (await client.download()).write_to_file(target)

    with pytest.raises(APIConnectionError):
        runner.run(
            (lambda client: client.download().write_to_file(target)) if runner.is_sync else use
        )
    assert list(tmp_path.iterdir()) == []
