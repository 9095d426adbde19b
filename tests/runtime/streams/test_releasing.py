"""Streams that are left early free their connections."""

from __future__ import annotations

import asyncio
import gc
import inspect
import os
import warnings
from typing import Any

import pytest

from specquilt.python.runtime import ResponseTooLargeError
from specquilt.python.runtime.responses import received

from ..conftest import Runner
from ..server import (
    Loopback,
    answer,
    chunked,
)
from ..stand_in import AsyncClient, Client


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


def test_response_that_is_being_closed_is_kept_until_then() -> None:
    """The event loop itself does not keep its tasks alive."""
    kept: list[int] = []

    class Body:
        async def close(self) -> None:
            kept.append(len(received._closing))

    async def use() -> None:
        body: Any = Body()
        received._close_soon(asyncio.get_running_loop(), body)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        kept.append(len(received._closing))

    asyncio.run(use())
    assert kept == [1, 0]


def test_nothing_is_closed_when_the_program_ends(server: Loopback) -> None:
    """Modules that closing needs may be gone."""
    server.answer(chunked(b'{"text":"a"}\n'))

    async def use_async() -> bool:
        async with AsyncClient("k", base_url=server.url) as client:
            stream = await client.lines()
            stream.__del__(lambda: True)
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            return stream._body.closed

    with Client("k", base_url=server.url) as client:
        download = client.download()
        download.__del__(lambda: True)
        assert not download._body.closed
        assert not asyncio.run(use_async())
        download.__del__(lambda: False)
        assert download._body.closed
