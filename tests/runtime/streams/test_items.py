"""Answers that are received piece by piece."""

from __future__ import annotations

import asyncio
import gc
import inspect
import os
import socket
import stat
import time
import warnings
from pathlib import Path
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
    stalls_after,
    zipped,
)
from ..stand_in import AsyncClient, Client

BUSY = 30.0
"""Seconds that a busy machine may take to notice a deadline; without one it would be minutes."""


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


@pytest.mark.parametrize("method", ["lines", "download"])
def test_answer_left_early_frees_its_connection(
    runner: Runner, server: Loopback, method: str
) -> None:
    server.answer(chunked(*[b'{"text":"a"}\n'] * 1000))
    if runner.is_sync:

        def use(client: Any) -> None:
            for _ in range(150):
                with getattr(client, method)() as answered:
                    next(iter(answered.iter_bytes() if method == "download" else answered))

        runner.run(use, timeout=5, max_retries=0)
    else:

        async def use_async(client: Any) -> None:
            for _ in range(150):
                async with await getattr(client, method)() as answered:
                    items = answered.iter_bytes() if method == "download" else answered
                    await anext(aiter(items))

        runner.run(use_async, timeout=5, max_retries=0)
    assert len(server.received) == 150


@pytest.mark.filterwarnings("error::ResourceWarning")
def test_break_without_with_frees_the_connection_at_once(runner: Runner, server: Loopback) -> None:
    """The garbage collector has no part in it: nothing refers to itself."""
    server.answer(chunked(*[b'{"text":"a"}\n'] * 1000))
    options: dict[str, Any] = {"max_connections": 2, "timeout": 5, "max_retries": 0}
    gc.collect()
    gc.disable()
    try:
        runner.run(_leave_early if runner.is_sync else _leave_early_async, **options)
        runner.run(_drop_unread if runner.is_sync else _drop_unread_async, **options)
    finally:
        gc.enable()
    gc.collect()
    assert len(server.received) == 4 * 110


def _leave_early(client: Any) -> None:
    for _ in range(110):
        for _item in client.lines():
            break
        for _piece in client.download().iter_bytes():
            break


async def _leave_early_async(client: Any) -> None:
    for _ in range(110):
        async for _item in await client.lines():
            break
        async for _piece in (await client.download()).iter_bytes():
            break


def _drop_unread(client: Any) -> None:
    for _ in range(110):
        client.lines()
        client.download()


async def _drop_unread_async(client: Any) -> None:
    for _ in range(110):
        await client.lines()
        await client.download()


def test_download_that_only_its_iteration_refers_to_is_read_to_the_end(
    runner: Runner, server: Loopback
) -> None:
    body = os.urandom(3_000_000)
    server.answer(answer(body))

    async def use(client: Any) -> bytes:
        return b"".join([piece async for piece in (await client.download()).iter_bytes()])

    if runner.is_sync:
        assert runner.run(lambda client: b"".join(client.download().iter_bytes())) == body
    else:
        assert runner.run(use) == body


def test_stream_goes_on_after_its_loop_was_left(runner: Runner, server: Loopback) -> None:
    server.answer(chunked(b'{"text":"a"}\n{"text":"b"}\n', b'{"text":"c"}\n'))

    def use(client: Any) -> list[str]:
        stream = client.lines()
        for item in stream:
            assert item.text == "a"
            break
        return [item.text for item in stream]

    async def use_async(client: Any) -> list[str]:
        stream = await client.lines()
        async for item in stream:
            assert item.text == "a"
            break
        return [item.text async for item in stream]

    assert runner.run(use if runner.is_sync else use_async) == ["b", "c"]


def test_async_stream_dropped_after_its_loop_is_closed_is_silent(server: Loopback) -> None:
    server.answer(chunked(b'{"text":"a"}\n'))

    async def use() -> Any:
        return await AsyncClient("k", base_url=server.url).lines()

    stream = asyncio.run(use())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        del stream
        gc.collect()


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


HTML = b"<html>\n<body>Maintenance: back soon</body>\n</html>"
NO_STREAM = {
    "JSON": answer(b'{"error":"quota"}'),
    "JSON on several lines": answer(b'{\n"error":\n"quota"\n}'),
    "JSON without a content type": b"HTTP/1.1 200 OK\r\ncontent-length: 17\r\n\r\n"
    b'{"error":"quota"}',
    "JSON called a stream": answer(b'{"error":"quota"}', content_type="text/event-stream"),
    "HTML": answer(HTML, content_type="text/html"),
    "nothing": answer(b""),
    "no content": b"HTTP/1.1 204 No Content\r\n\r\n",
    "blanks": answer(b"\n\n  \n", content_type="text/html"),
    "zipped HTML": zipped(HTML, content_type="text/html; charset=utf-8"),
}


@pytest.mark.parametrize("method", ["events", "lines"])
@pytest.mark.parametrize("sent", NO_STREAM)
def test_body_that_is_no_stream_is_an_error(
    runner: Runner, server: Loopback, method: str, sent: str
) -> None:
    server.answer(NO_STREAM[sent])
    with pytest.raises(DecodingError) as caught:
        tokens(runner, method)
    assert caught.value.status in (200, 204)
    assert len(server.received) == 1
    if method == "events":
        assert "expected a stream of server-sent events, but received a 20" in str(caught.value)
        assert ("without a body" in str(caught.value)) == sent.startswith("no")
        assert (b"quota" in caught.value.content) == ("JSON" in sent)


def test_endless_body_that_is_no_stream_is_an_error_at_once(
    runner: Runner, server: Loopback
) -> None:
    server.answer(stalls_after(b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n" + HTML, 20))
    with pytest.raises(DecodingError, match="'text/html'"):
        tokens(runner, "events", timeout=15, max_retries=0)


@pytest.mark.parametrize(
    ("method", "body", "content_type"),
    [
        ("events", b"", "text/event-stream; charset=utf-8"),
        ("events", b": ping\n\n", "text/event-stream"),
        ("events", b"event: done\nid: 1\n\n", "Text/Event-Stream"),
        ("events", b"data: [DONE]\n\n", "text/plain"),
        ("lines", b"", "application/x-ndjson"),
        ("lines", b"\n", "application/jsonl"),
    ],
)
def test_stream_that_says_so_may_be_empty(
    runner: Runner, server: Loopback, method: str, body: bytes, content_type: str
) -> None:
    server.answer(answer(body, content_type=content_type))
    assert tokens(runner, method) == []


def test_events_of_another_content_type_are_read(runner: Runner, server: Loopback) -> None:
    body = b'event: x\ndata: {"text":"a"}\nnews: 1\n\n'
    server.answer(answer(body, content_type="text/plain"))
    assert tokens(runner, "events") == ["a"]


def test_unread_download_frees_its_connection(runner: Runner, server: Loopback) -> None:
    server.answer(chunked(*[b"x" * 1000] * 1000))
    if runner.is_sync:

        def use(client: Any) -> None:
            for _ in range(150):
                with client.download():
                    pass

        runner.run(use, timeout=5, max_retries=0)
    else:

        async def use_async(client: Any) -> None:
            for _ in range(150):
                async with await client.download():
                    pass

        runner.run(use_async, timeout=5, max_retries=0)
    assert len(server.received) == 150


def test_stream_left_early_leaves_no_generator_to_the_collector(
    async_runner: Runner, server: Loopback
) -> None:
    server.answer(chunked(*[b'{"text":"a"}\n'] * 1000))

    async def use(client: Any) -> list[object]:
        async with await client.lines() as stream:
            await anext(aiter(stream))
        return _open_generators()

    assert async_runner.run(use) == []


def test_answer_that_is_too_large_leaves_no_generator_to_the_collector(
    async_runner: Runner, server: Loopback
) -> None:
    server.answer(chunked(*[b"x" * 1000] * 1000))

    async def use(client: Any) -> tuple[Exception, list[object]]:
        try:
            await client.jobs.get("j1")
        except ResponseTooLargeError as error:
            return error, _open_generators()
        raise AssertionError

    assert async_runner.run(use, max_response_bytes=5000)[1] == []


def _open_generators() -> list[object]:
    generators = (each for each in gc.get_objects() if inspect.isasyncgen(each))
    return [each for each in generators if each.ag_frame and "specquilt" in _file_of(each)]


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
    server.answer(sends_and_closes(b"HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\nabc"))
    target = tmp_path / "out.bin"

    async def use(client: Any) -> None:
        await (await client.download()).write_to_file(target)

    with pytest.raises(APIConnectionError):
        runner.run(
            (lambda client: client.download().write_to_file(target)) if runner.is_sync else use
        )
    assert list(tmp_path.iterdir()) == []


def write(runner: Runner, server: Loopback, target: Path) -> None:
    server.answer(answer(b"new"))
    if runner.is_sync:
        runner.run(lambda client: client.download().write_to_file(target))
        return

    async def use(client: Any) -> None:
        await (await client.download()).write_to_file(target)

    runner.run(use)


@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o007, 0o660)])
def test_mode_of_a_written_file_follows_the_umask(
    runner: Runner, server: Loopback, tmp_path: Path, umask: int, mode: int
) -> None:
    before = os.umask(umask)
    try:
        write(runner, server, tmp_path / "out.bin")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "out.bin").stat().st_mode) == mode


def test_file_that_is_replaced_keeps_its_mode(
    runner: Runner, server: Loopback, tmp_path: Path
) -> None:
    target = tmp_path / "out.bin"
    target.write_bytes(b"old and longer")
    target.chmod(0o640)
    write(runner, server, target)
    assert (target.read_bytes(), stat.S_IMODE(target.stat().st_mode)) == (b"new", 0o640)


@pytest.mark.parametrize("exists", [False, True])
def test_symbolic_link_is_followed(
    runner: Runner, server: Loopback, tmp_path: Path, exists: bool
) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    if exists:
        (folder / "real.bin").write_bytes(b"old")
    link = tmp_path / "link.bin"
    link.symlink_to(Path("elsewhere", "real.bin"))
    write(runner, server, link)
    assert link.is_symlink()
    assert (folder / "real.bin").read_bytes() == b"new"
    assert [path.name for path in folder.iterdir()] == ["real.bin"]


def test_symbolic_link_to_itself_is_an_error_and_stays(
    runner: Runner, server: Loopback, tmp_path: Path
) -> None:
    link = tmp_path / "link.bin"
    link.symlink_to(link)
    with pytest.raises(OSError, match="symbolic links"):
        write(runner, server, link)
    assert [path.is_symlink() for path in tmp_path.iterdir()] == [True]


def test_pipe_is_written_to_and_not_replaced(
    runner: Runner, server: Loopback, tmp_path: Path
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write(runner, server, pipe)
        assert os.read(reader, 9) == b"new"
    finally:
        os.close(reader)
    assert pipe.is_fifo()


def test_name_of_a_written_file_can_be_as_long_as_names_can_be(
    runner: Runner, server: Loopback, tmp_path: Path
) -> None:
    write(runner, server, tmp_path / ("x" * 255))
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"new"]


def test_existing_file_survives_a_download_that_breaks_off(
    runner: Runner, server: Loopback, tmp_path: Path
) -> None:
    target = tmp_path / "out.bin"
    target.write_bytes(b"old")
    server.answer(sends_and_closes(b"HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\nabc"))

    async def use(client: Any) -> None:
        await (await client.download()).write_to_file(target)

    with pytest.raises(APIConnectionError):
        runner.run(
            (lambda client: client.download().write_to_file(target)) if runner.is_sync else use
        )
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]


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
