"""What must not happen, and what must go on working."""

from __future__ import annotations

import asyncio
import gc
import gzip
import os
import sys
import threading
import time
import tracemalloc
import warnings
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx2
import pytest

from specquilt.runtime import (
    AiohttpTransport,
    ClientClosedError,
    InsecureTransportWarning,
    InvalidRequestError,
    RedirectError,
    ResponseTooLargeError,
)

from .conftest import KEY, Runner
from .server import Loopback, answer, json_answer, stalls_after
from .stand_in import AsyncClient, Client

GOOD = json_answer({"job_id": "j1", "status": "complete"})


@pytest.fixture
def other() -> Any:
    server = Loopback([GOOD])
    yield server
    server.close()


# --- what leaves the machine -----------------------------------------------------------------


@pytest.mark.parametrize("identifier", ["", ".", "..", None])
def test_path_parameter_that_leaves_its_segment_is_refused(runner: Runner, identifier: Any) -> None:
    with pytest.raises(InvalidRequestError, match="'id'"):
        runner.run(lambda client: client.jobs.get(identifier))


@pytest.mark.parametrize(
    ("identifier", "path"),
    [
        ("a/b c?ü#", "/v1/jobs/a%2Fb%20c%3F%C3%BC%23"),
        ("%2e%2e", "/v1/jobs/%252e%252e"),
        ("../x", "/v1/jobs/..%2Fx"),
        ("...", "/v1/jobs/..."),
        ("a\r\nb\x00", "/v1/jobs/a%0D%0Ab%00"),
        ("a;b=c&d,e@f:g+h\\", "/v1/jobs/a%3Bb%3Dc%26d%2Ce%40f%3Ag%2Bh%5C"),
        (5, "/v1/jobs/5"),
        (True, "/v1/jobs/true"),
    ],
)
def test_path_parameter_is_percent_encoded(
    runner: Runner, server: Loopback, identifier: Any, path: str
) -> None:
    server.answer(GOOD)
    runner.run(lambda client: client.jobs.get(identifier))
    assert server.received[0].target == path


@pytest.mark.parametrize("value", ["a\r\nX-Evil: 1", "a\nb", "a\rb", "a\0b", "\u20ac"])
def test_header_value_that_could_break_out_is_refused(runner: Runner, value: str) -> None:
    with pytest.raises(InvalidRequestError) as caught:
        runner.run(lambda client: client.jobs.get("x", options={"headers": {"X-A": value}}))
    assert value not in str(caught.value)


@pytest.mark.parametrize("name", ["", "a b", "a\r\nb", "ü", "a:b"])
def test_header_name_that_is_none_is_refused(runner: Runner, name: str) -> None:
    with pytest.raises(InvalidRequestError):
        runner.run(lambda client: client.jobs.get("x", options={"headers": {name: "1"}}))


def test_redirect_to_another_origin_takes_no_secret_along(
    runner: Runner, server: Loopback, other: Loopback
) -> None:
    server.answer(answer(b"", 307, location=f"{other.url}/there"))
    runner.run(lambda client: client.jobs.get("j1"), headers={"Cookie": "c=1", "X-Own": "secret"})
    sent = other.received[0].headers
    assert not {"authorization", "cookie", "x-own"} & set(sent)
    assert sent["host"] == other.url.removeprefix("http://")


@pytest.mark.parametrize("status", [307, 308])
def test_redirect_to_another_origin_takes_no_body_along(
    runner: Runner, server: Loopback, other: Loopback, status: int
) -> None:
    server.answer(answer(b"", status, location=f"{other.url}/there"))
    with pytest.raises(RedirectError):
        runner.run(lambda client: client.jobs.create(name="private"))
    assert other.received == []


def test_redirect_within_the_origin_keeps_key_and_body(runner: Runner, server: Loopback) -> None:
    server.answer(answer(b"", 308, location="/v2/jobs?x=1"), GOOD)
    runner.run(lambda client: client.jobs.create(name="x"))
    first, second = server.received
    assert (second.method, second.target) == ("POST", "/v2/jobs?x=1")
    assert second.body == first.body
    assert second.headers["authorization"] == f"Bearer {KEY}"


def test_see_other_becomes_a_get_without_body(runner: Runner, server: Loopback) -> None:
    server.answer(answer(b"", 303, location="/v2/result"), GOOD)
    runner.run(lambda client: client.jobs.create(name="x"))
    second = server.received[1]
    assert (second.method, second.body) == ("GET", b"")
    assert not {"content-type", "content-length"} & set(second.headers)


def test_key_over_plain_http_warns_once(runner: Runner) -> None:
    runner.url = "http://host.invalid"

    def use(client: Any) -> Any:
        return client.jobs.get("x")

    with pytest.warns(InsecureTransportWarning) as caught, pytest.raises(Exception, match="host"):
        runner.run(use)
    assert len(caught) == 1
    assert KEY not in str(caught[0].message)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "ftp://a",
        "http://",
        "//a",
        "http://a:b",
        "https://u:p@host",
        "http://a?x=1",
        "http://[::1",
    ],
)
def test_base_url_that_cannot_be_used_is_refused(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("STAND_IN_URL", raising=False)
    if not url:
        assert Client("k", base_url=url)._core.base_url == "https://api.example.com"
        return
    with pytest.raises(InvalidRequestError) as caught:
        Client("k", base_url=url)
    assert "u:p" not in str(caught.value)


def test_base_url_comes_from_the_environment(
    server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answer(GOOD)
    monkeypatch.setenv("STAND_IN_URL", f"{server.url}/prefix/")
    with Client("k") as client:
        client.jobs.get("j1")
    assert server.received[0].target == "/prefix/v1/jobs/j1"


# --- memory ----------------------------------------------------------------------------------


def test_gzip_bomb_does_not_fill_the_memory(runner: Runner, server: Loopback) -> None:
    server.answer(answer(gzip.compress(bytes(100_000_000)), content_encoding="gzip"))
    tracemalloc.start()
    try:
        with pytest.raises(ResponseTooLargeError):
            runner.run(lambda client: client.jobs.get("j1"), max_response_bytes=4_000_000)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 20_000_000


def test_large_upload_does_not_fill_the_memory(
    runner: Runner, server: Loopback, tmp_path: Any
) -> None:
    path = tmp_path / "large.bin"
    with path.open("wb") as file:
        file.truncate(30_000_000)
    server.answer(GOOD)

    def swallow(connection: Any, _: Any) -> None:
        connection.sendall(GOOD)

    server.answer(swallow)
    reading = tracemalloc
    reading.start()
    try:
        runner.run(lambda client: client.jobs.upload(data=path))
        sizes = reading.take_snapshot().filter_traces(
            [tracemalloc.Filter(inclusive=True, filename_pattern="*/runtime/upload.py")]
        )
    finally:
        reading.stop()
    assert sum(line.size for line in sizes.statistics("filename")) < 2_000_000
    assert len(server.received[0].body) > 30_000_000


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
    with Client("k", base_url=server.url) as client:
        client.jobs.get("before")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            child = os.fork()
        if child == 0:
            _exit_with(lambda: client.jobs.get("child").job_id == "j1")
        _, status = os.waitpid(child, 0)
        assert os.waitstatus_to_exitcode(status) == 0
        assert client.jobs.get("after").job_id == "j1"
    assert sorted(r.path[9:] for r in server.received) == ["after", "before", "child"]


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

    began = time.monotonic()
    assert len(async_runner.run(use)) == 1000
    assert time.monotonic() - began < 15
    assert len({r.path for r in server.received}) == 1000


def test_no_thread_and_no_socket_is_left_behind(server: Loopback) -> None:
    server.answer(GOOD)
    before = threading.active_count()
    with Client("k", base_url=server.url) as client:
        client.jobs.get("j1")
    gc.collect()
    assert threading.active_count() <= before + 1


def test_import_and_construction_load_nothing_heavy() -> None:
    import subprocess

    code = (
        "import sys; from specquilt.runtime import BaseClient, Bearer, ClientSpec, Json, Operation, "
        "JsonBody, MultipartBody, Resource, Param;"
        "spec = ClientSpec('x', '1', ('https://a.example',), auth=(Bearer('k'),));"
        "client = BaseClient(spec, {'k': 'v'}, {}, None, {});"
        "Operation('a', 'GET', '/', result=Json(lambda: int));"
        "heavy = {'pydantic', 'httpx2', 'httpcore2', 'aiohttp', 'asyncio', 'ssl', 'logging', 'numpy'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    path = os.pathsep.join(sys.path)
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"
