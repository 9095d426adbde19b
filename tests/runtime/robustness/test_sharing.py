"""Clients that threads, processes and event loops share."""

from __future__ import annotations

import asyncio
import gc
import os
import threading
import warnings
import weakref
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from specquilt.python.runtime import AiohttpTransport
from specquilt.python.runtime.decoding.collection import LARGE_BYTES, CollectionPaused
from specquilt.python.runtime.transport.loops import PerLoop

from ..scenarios import GOOD
from ..server import Loopback
from ..stand_in import AsyncClient, Client


def test_client_is_shared_by_threads(server: Loopback) -> None:
    server.answer(GOOD)
    with Client("k", base_url=server.url) as client, ThreadPoolExecutor(16) as threads:
        jobs = list(threads.map(lambda n: client.jobs.get(f"j{n}"), range(200)))
    assert {job.job_id for job in jobs} == {"j1"}
    assert len(server.received) == 200


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_client_works_on_both_sides_of_a_fork(server: Loopback) -> None:
    server.answer(GOOD)
    before = server.connections
    with Client("k", base_url=server.url) as client:
        client.jobs.get("before")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            child = os.fork()
        if child == 0:
            _exit_with(lambda: {client.jobs.get("child").job_id for _ in range(2)} == {"j1"})
        _, status = os.waitpid(child, 0)
        assert os.waitstatus_to_exitcode(status) == 0
        assert client.jobs.get("after").job_id == "j1"
    called = sorted(received.path[9:] for received in server.received)
    assert called == ["after", "before", "child", "child"]
    assert server.connections == before + 2


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_child_collects_garbage_though_a_thread_of_its_parent_was_decoding() -> None:
    begun, may_end = threading.Event(), threading.Event()

    def decode() -> None:
        with CollectionPaused(LARGE_BYTES):
            begun.set()
            may_end.wait(30)

    thread = threading.Thread(target=decode)
    thread.start()
    begun.wait(30)
    assert not gc.isenabled()
    try:
        assert _child_says(gc.isenabled)
    finally:
        may_end.set()
        thread.join(30)
    assert gc.isenabled()
    gc.disable()
    try:
        assert _child_says(lambda: not gc.isenabled())
    finally:
        gc.enable()


def _child_says(check: Any) -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        _exit_with(check)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == 0


def test_collection_goes_on_when_the_last_of_several_threads_has_decoded() -> None:
    with CollectionPaused(LARGE_BYTES):
        assert not gc.isenabled()
        with CollectionPaused(LARGE_BYTES):
            assert not gc.isenabled()
    assert gc.isenabled()
    with CollectionPaused(LARGE_BYTES - 1):
        assert gc.isenabled()


def _exit_with(check: Any) -> None:
    try:
        os._exit(0 if check() else 1)
    finally:
        os._exit(2)


@pytest.mark.parametrize("transport", ["pool", "aiohttp"])
def test_async_client_lives_through_several_event_loops(server: Loopback, transport: str) -> None:
    server.answer(GOOD)
    options: dict[str, Any] = {"transport": AiohttpTransport()} if transport == "aiohttp" else {}
    client = AsyncClient("k", base_url=server.url, **options)

    async def use(client: AsyncClient) -> str:
        return (await client.jobs.get("j1")).job_id

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        assert [asyncio.run(use(client)) for _ in range(3)] == ["j1"] * 3
        asyncio.run(client.close())
        del client, options
        gc.collect()


def test_what_belonged_to_a_closed_event_loop_is_dropped() -> None:
    class Thing:
        pass

    per_loop = PerLoop(Thing)

    async def use() -> weakref.ref[Thing]:
        return weakref.ref(per_loop.here())

    made = [asyncio.run(use()) for _ in range(5)]
    gc.collect()
    assert [each() is not None for each in made] == [False] * 4 + [True]
