"""Connections are used again after calls, and released by those that are cancelled."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest

from specquilt.python.runtime import (
    CallEvent,
    Hooks,
)

from ..conftest import Runner
from ..scenarios import GOOD
from ..server import Loopback, chunked, sends_and_closes, stalls_after
from ..stand_in import AsyncClient, Client


def test_call_interrupted_in_a_hook_frees_its_connection(server: Loopback) -> None:
    server.answer(GOOD)
    waiting = iter([True])

    def interrupt(_: CallEvent) -> None:
        if next(waiting, False):
            raise KeyboardInterrupt

    options: Any = {"hooks": Hooks(on_response=interrupt), "max_connections": 1}
    with Client("k", base_url=server.url, timeout=5, max_retries=0, **options) as client:
        with pytest.raises(KeyboardInterrupt):
            client.jobs.get("j1")
        assert client.jobs.get("j1").job_id == "j1"


def test_call_cancelled_in_a_hook_frees_its_connection(server: Loopback) -> None:
    server.answer(GOOD)

    async def use() -> str:
        waiting = iter([asyncio.Event()])
        reached = asyncio.Event()

        async def wait(_: CallEvent) -> None:
            if never := next(waiting, None):
                reached.set()
                await never.wait()

        options: Any = {"hooks": Hooks(on_response=wait), "max_connections": 1}
        async with AsyncClient("k", base_url=server.url, timeout=5, max_retries=0, **options) as c:
            call = asyncio.ensure_future(c.jobs.get("j1"))
            await reached.wait()
            call.cancel()
            with pytest.raises(asyncio.CancelledError):
                await call
            return (await c.jobs.get("j1")).job_id

    assert asyncio.run(use()) == "j1"


def test_connection_is_used_again(runner: Runner, server: Loopback) -> None:
    server.answer(GOOD, chunked(b'{"job_id":"j1",', b'"status":"x"}'), GOOD)
    before = server.connections
    if runner.is_sync:
        runner.run(lambda client: [client.jobs.get("j1") for _ in range(3)])
    else:

        async def use_async(client: Any) -> None:
            for _ in range(3):
                await client.jobs.get("j1")

        runner.run(use_async)
    assert server.connections == before + 1


def test_connection_that_the_server_has_closed_is_not_used_again(
    runner: Runner, server: Loopback
) -> None:
    server.answer(sends_and_closes(GOOD), GOOD)
    if runner.is_sync:

        def use(client: Any) -> None:
            client.jobs.get("j1")
            time.sleep(0.1)
            client.jobs.create(name="x")

        runner.run(use, max_retries=0)
    else:

        async def use_async(client: Any) -> None:
            await client.jobs.get("j1")
            await asyncio.sleep(0.1)
            await client.jobs.create(name="x")

        runner.run(use_async, max_retries=0)
    assert [received.method for received in server.received] == ["GET", "POST"]


def test_cancelled_calls_leave_the_pool_healthy(async_runner: Runner, server: Loopback) -> None:

    async def use(client: Any) -> Any:
        server.answer(stalls_after(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n"))
        for _ in range(3):
            tasks = [asyncio.create_task(client.jobs.get("j1")) for _ in range(50)]
            await asyncio.sleep(0.03)
            for task in tasks:
                task.cancel()
            ended = await asyncio.gather(*tasks, return_exceptions=True)
            assert all(isinstance(end, asyncio.CancelledError) for end in ended)
        server.answer(GOOD)
        return await asyncio.gather(*(client.jobs.get("j1") for _ in range(120)))

    jobs = async_runner.run(use, max_retries=0, timeout=5.0)
    assert len(jobs) == 120


def test_a_thousand_calls_at_once(async_runner: Runner, server: Loopback) -> None:
    server.answer(GOOD)

    async def use(client: Any) -> Any:
        return await asyncio.gather(*(client.jobs.get(f"j{n}") for n in range(1000)))

    assert len(async_runner.run(use, timeout=60.0, deadline=60.0, max_retries=0)) == 1000
    assert len({r.path for r in server.received}) == 1000
