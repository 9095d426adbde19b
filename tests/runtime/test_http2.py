"""HTTP/2 over TLS, with a server that speaks nothing else."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx2
import pytest
from h2.errors import ErrorCodes

from specquilt.python.runtime import APIConnectionError
from specquilt.python.runtime.transport import http2_streams

from .conftest import Runner
from .http2_server import Http2Server
from .stand_in import AsyncClient, Client

SPEAKS_HTTP2 = ["sync", "sync-httpx2-client", "async", "async-httpx2-client"]


@pytest.fixture
def http2_server(certificate: Path) -> Iterator[Http2Server]:
    server = Http2Server(certificate)
    yield server
    server.close()


@pytest.fixture
def http2(http2_server: Http2Server, certificate: Path) -> dict[str, Any]:
    return {"base_url": http2_server.url, "verify": str(certificate), "http2": True}


def test_calls_share_one_connection(http2_server: Http2Server, http2: dict[str, Any]) -> None:
    with Client("k", **http2) as client:
        assert [client.jobs.get(f"j{n}").job_id for n in range(3)] == ["j1"] * 3
    assert http2_server.paths == ["/v1/jobs/j0", "/v1/jobs/j1", "/v1/jobs/j2"]
    assert http2_server.connections == 1


def test_concurrent_calls_share_one_connection(
    http2_server: Http2Server, http2: dict[str, Any]
) -> None:
    async def use() -> list[Any]:
        async with AsyncClient("k", **http2) as client:
            await client.jobs.get("first")
            return await asyncio.gather(*(client.jobs.get(f"j{n}") for n in range(50)))

    assert len(asyncio.run(use())) == 50
    assert (len(http2_server.paths), http2_server.connections) == (51, 1)


@pytest.mark.parametrize("flavour", ["sync", "async"])
def test_upload_larger_than_the_window_arrives_whole(
    http2_server: Http2Server, http2: dict[str, Any], flavour: str
) -> None:
    options = {name: http2[name] for name in ("verify", "http2")}
    runner = Runner(flavour, http2_server.url)
    runner.run(lambda client: client.jobs.upload(data=bytes(3_000_000)), **options)
    assert http2_server.received_bytes > 3_000_000


def test_own_http2_client_is_used(http2_server: Http2Server, certificate: Path) -> None:
    trusted = ssl.create_default_context(cafile=certificate)
    with httpx2.Client(http2=True, verify=trusted) as http_client:
        client = Client("k", base_url=http2_server.url, http_client=http_client)
        assert client.jobs.get("j").job_id == "j1"


def test_client_without_http2_cannot_speak_to_it(
    http2_server: Http2Server, certificate: Path
) -> None:
    """The tests above mean something only if HTTP/1.1 does not work here."""
    client = Client("k", base_url=http2_server.url, verify=str(certificate), max_retries=0)
    with client, pytest.raises(APIConnectionError):
        client.jobs.get("j")


def run(flavour: str, http2: dict[str, Any], use: Any, **options: Any) -> Any:
    """Run a piece of client code with HTTP/2, also through a client of the user."""
    runner = Runner(flavour, http2["base_url"])
    trusted = ssl.create_default_context(cafile=http2["verify"])
    own: dict[str, Any] = {"verify": trusted, "http2": True}
    if flavour == "sync-httpx2-client":
        with httpx2.Client(**own) as http_client:
            return Runner("sync", runner.url).run(use, http_client=http_client, **options)
    if flavour == "async-httpx2-client":
        return asyncio.run(_with_async_client(own, runner.url, use, options))
    return runner.run(use, verify=http2["verify"], http2=True, **options)


async def _with_async_client(own: Any, url: str, use: Any, options: Any) -> Any:
    async with httpx2.AsyncClient(**own) as http_client:
        return await use(AsyncClient("k", base_url=url, http_client=http_client, **options))


@pytest.mark.parametrize("way", ["with", "dropped"])
@pytest.mark.parametrize("flavour", SPEAKS_HTTP2)
def test_streams_left_early_are_reset(
    http2_server: Http2Server, http2: dict[str, Any], flavour: str, way: str
) -> None:
    """Each of them brings 130 kB that are not read, all together more than the server may send."""

    def use(client: Any) -> str:
        for _ in range(150):
            if way == "with":
                with client.lines() as stream:
                    next(stream)
            for _item in client.lines() if way == "dropped" else ():
                break
        return str(client.jobs.get("last").job_id)

    async def use_async(client: Any) -> str:
        for _ in range(150):
            if way == "with":
                async with await client.lines() as stream:
                    await anext(stream)
            else:
                async for _item in await client.lines():
                    break
        return str((await client.jobs.get("last")).job_id)

    chosen = use if flavour.startswith("sync") else use_async
    assert run(flavour, http2, chosen, timeout=10, max_retries=0) == "j1"
    assert (http2_server.connections, len(http2_server.paths)) == (1, 151)
    assert http2_server.resets >= 149


@pytest.mark.parametrize("flavour", ["async", "async-httpx2-client"])
def test_cancelled_calls_are_reset(
    http2_server: Http2Server, http2: dict[str, Any], flavour: str
) -> None:
    async def use(client: Any) -> str:
        await client.jobs.get("first")
        for _ in range(4):
            calls = [asyncio.ensure_future(client.jobs.get("silent")) for _ in range(50)]
            seen = len(http2_server.paths)
            while len(http2_server.paths) < seen + 50 and not all(c.done() for c in calls):
                await asyncio.sleep(0.01)
            await asyncio.sleep(0.1)
            await _cancelled(calls)
        return str((await client.jobs.get("last")).job_id)

    assert run(flavour, http2, use, timeout=10, max_retries=0) == "j1"
    assert len(http2_server.paths) == 202
    if flavour == "async":
        assert (http2_server.connections, http2_server.resets) == (1, 200)


async def _cancelled(calls: list[asyncio.Future[Any]]) -> None:
    for call in calls:
        call.cancel()
    ended = await asyncio.gather(*calls, return_exceptions=True)
    assert all(isinstance(end, asyncio.CancelledError) for end in ended)


def test_calls_cancelled_while_sending_leave_others_alone(
    http2_server: Http2Server, http2: dict[str, Any]
) -> None:
    async def use(client: Any) -> int:
        await client.jobs.get("first")
        others = [asyncio.ensure_future(_upload(client)) for _ in range(8)]
        for _ in range(40):
            calls = [asyncio.ensure_future(client.jobs.get("silent")) for _ in range(10)]
            await asyncio.sleep(0.001)
            await _cancelled(calls)
        return len(await asyncio.gather(*others))

    assert run("async", http2, use, timeout=10, max_retries=0) == 8
    assert http2_server.connections == 1


async def _upload(client: Any) -> Any:
    return await client.jobs.upload(data=bytes(1_000_000))


@pytest.mark.parametrize("flavour", SPEAKS_HTTP2)
def test_streams_read_to_their_end_are_not_reset(
    http2_server: Http2Server, http2: dict[str, Any], flavour: str
) -> None:
    def use(client: Any) -> None:
        client.jobs.get("j1")
        client.download().read()

    async def use_async(client: Any) -> None:
        await client.jobs.get("j1")
        await (await client.download()).read()

    run(flavour, http2, use if flavour.startswith("sync") else use_async)
    assert (http2_server.connections, http2_server.resets) == (1, 0)


@pytest.mark.parametrize("flavour", ["sync", "async"])
def test_connection_whose_streams_cannot_be_reset_is_dropped(
    http2_server: Http2Server,
    http2: dict[str, Any],
    flavour: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As after a change of the library's private parts."""

    def changed(_: object) -> bool:
        raise AttributeError

    monkeypatch.setattr(http2_streams, "_queue_resets", changed)

    def use(client: Any) -> str:
        for _ in range(3):
            with client.lines() as stream:
                next(stream)
        return str(client.jobs.get("last").job_id)

    async def use_async(client: Any) -> str:
        for _ in range(3):
            async with await client.lines() as stream:
                await anext(stream)
        return str((await client.jobs.get("last")).job_id)

    chosen = use if flavour == "sync" else use_async
    assert run(flavour, http2, chosen, timeout=10, max_retries=0) == "j1"
    assert http2_server.connections == 4


class Protocol:
    """The protocol of a connection: what h2 is asked to do."""

    inbound_flow_control_window = 100

    def __init__(self, *numbers: int) -> None:
        self.streams = {number: SimpleNamespace(open=True) for number in numbers}
        self.reported: list[tuple[str, int]] = []

    def reset_stream(self, number: int, error_code: int) -> None:
        assert error_code == ErrorCodes.CANCEL
        self.reported.append(("reset", number))

    def increment_flow_control_window(self, increment: int) -> None:
        self.reported.append(("receive", increment))


@pytest.mark.parametrize(
    ("streams", "read", "reported"),
    [
        ((1, 3), {}, [("reset", 1), ("reset", 3), ("receive", 2**24 + 65535 - 100)]),
        ((1, 3), {3: []}, [("reset", 1)]),
        ((), {}, []),
    ],
)
def test_what_streams_without_a_reader_have_received_is_acknowledged(
    streams: tuple[int, ...], read: dict[int, Any], reported: list[tuple[str, int]]
) -> None:
    protocol = Protocol(*streams)
    http2_streams._queue_resets(SimpleNamespace(_h2_state=protocol, _events=read))
    assert protocol.reported == reported
