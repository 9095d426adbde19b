"""What must not happen, and what must go on working."""

from __future__ import annotations

import asyncio
import gc
import gzip
import os
import subprocess
import sys
import threading
import time
import tracemalloc
import warnings
import weakref
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx2
import pytest

from specquilt.python.runtime import (
    AiohttpTransport,
    CallEvent,
    ClientClosedError,
    Hooks,
    ResponseTooLargeError,
)
from specquilt.python.runtime.decoding.collection import LARGE_BYTES, CollectionPaused
from specquilt.python.runtime.headers import Headers
from specquilt.python.runtime.request import Request
from specquilt.python.runtime.transport.loops import PerLoop

from ..conftest import Runner
from ..server import Loopback, answer, chunked, json_answer, sends_and_closes, stalls_after
from ..stand_in import AsyncClient, Client

GOOD = json_answer({"job_id": "j1", "status": "complete"})


# --- memory ----------------------------------------------------------------------------------


def test_gzip_bomb_does_not_fill_the_memory(runner: Runner, server: Loopback) -> None:
    server.answer(answer(gzip.compress(bytes(100_000_000), mtime=0), content_encoding="gzip"))
    tracemalloc.start()
    try:
        with pytest.raises(ResponseTooLargeError):
            runner.run(lambda client: client.jobs.get("j1"), max_response_bytes=4_000_000)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 20_000_000


def test_large_upload_arrives_whole(runner: Runner, server: Loopback, large_file: Path) -> None:
    server.answer(GOOD)
    runner.run(lambda client: client.jobs.upload(data=large_file))
    assert len(server.received[0].body) > 30_000_000


class Discarding:
    """A transport of the user's that sends to nowhere."""

    sent = 0
    status = 200
    headers = Headers([("content-type", "application/json")])

    def send(self, request: Request) -> Discarding:
        assert not isinstance(request.body, bytes | None)
        for piece in request.body.open():
            self.sent += len(piece)
        return self

    def chunks(self) -> Iterator[bytes]:
        yield b'{"job_id":"j1","status":"complete"}'

    def close(self) -> None:
        pass


def test_large_upload_does_not_fill_the_memory(large_file: Path) -> None:
    transport = Discarding()
    tracemalloc.start()
    try:
        with Client("k", transport=transport) as client:
            client.jobs.upload(data=large_file)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert transport.sent > 30_000_000
    assert peak < 5_000_000


@pytest.fixture
def large_file(tmp_path: Path) -> Path:
    path = tmp_path / "large.bin"
    with path.open("wb") as file:
        file.truncate(30_000_000)
    return path


# --- going on working ------------------------------------------------------------------------


def test_use_after_close_is_our_error(runner: Runner, server: Loopback) -> None:
    server.answer(GOOD)
    if runner.is_sync:

        def use(client: Any) -> None:
            client.jobs.get("j1")
            client.close()
            client.close()
            client.jobs.get("j1")

        with pytest.raises(ClientClosedError):
            runner.run(use)
        return

    async def use_async(client: Any) -> None:
        await client.jobs.get("j1")
        await client.close()
        await client.close()
        await client.jobs.get("j1")

    with pytest.raises(ClientClosedError):
        runner.run(use_async)


def test_closed_httpx2_client_is_our_error(server: Loopback) -> None:
    http_client = httpx2.Client(verify=False)
    http_client.close()
    with pytest.raises(ClientClosedError):
        Client("k", base_url=server.url, http_client=http_client).jobs.get("j1")


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


def test_no_thread_and_no_socket_is_left_behind(server: Loopback) -> None:
    server.answer(GOOD)
    before = threading.active_count()
    with Client("k", base_url=server.url) as client:
        client.jobs.get("j1")
    gc.collect()
    assert threading.active_count() <= before + 1


@pytest.mark.parametrize("begun", ["client.download()", "begun(client.lines())"])
def test_answer_that_nobody_has_read_ends_quietly_with_the_program(
    server: Loopback, begun: str
) -> None:
    server.answer(answer(b'{"text":"a"}\n' * 500_000))
    # What a module of the standard library holds goes when hardly anything is left.
    code = (
        "import re, sys; from tests.runtime.stand_in import Client;"
        "begun = lambda stream: (stream, next(stream));"
        f"client = Client('k', base_url={server.url!r}); re.kept = {begun}"
    )
    done = _python(code)
    assert (done.returncode, done.stderr) == (0, "")


def test_import_and_construction_load_nothing_heavy() -> None:
    code = (
        "import sys; before = set(sys.modules);"
        "from specquilt.python.runtime import BaseClient, Bearer, ClientSpec, Json, Operation, "
        "JsonBody, MultipartBody, Resource, Param;"
        "spec = ClientSpec('x', '1', ('https://a.example',), auth=(Bearer('k'),));"
        "client = BaseClient(spec, None, {}, k='v');"
        "Operation('a', 'GET', '/', result=Json(lambda: int));"
        "heavy = {'pydantic', 'httpx2', 'httpcore2', 'aiohttp', 'asyncio', 'ssl', 'logging', 'numpy',"
        " 'json', 'decimal', 'uuid', 'pathlib', 'tempfile', 'email'};"
        "print(sorted(heavy & (set(sys.modules) - before)))"
    )
    assert _python(code).stdout.strip() == "[]"


def _python(code: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([*sys.path, str(Path(__file__).parents[3])])
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
