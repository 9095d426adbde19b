"""Transports and httpx2 clients of the user."""

from __future__ import annotations

import asyncio
import gc
import gzip
from collections.abc import Iterator

import httpx2
import pytest

from specquilt.python.runtime import AiohttpTransport, ClientClosedError, Transport
from specquilt.python.runtime.headers import Headers
from specquilt.python.runtime.request import AsyncTransportResponse, Request

from ..scenarios import GOOD
from ..server import Loopback
from ..stand_in import AsyncClient, Client


class Canned:
    """A transport of the user's."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.closed = False

    def send(self, request: Request) -> CannedResponse:
        self.requests.append(request)
        return CannedResponse()

    def close(self) -> None:
        self.closed = True


class CannedResponse:
    """Its answer."""

    status = 200
    headers = Headers([("content-type", "application/json")])

    def chunks(self) -> Iterator[bytes]:
        yield b'{"job_id":"canned",'
        yield b'"status":"x"}'

    def close(self) -> None:
        pass


def test_transport_of_the_users_is_used_and_left_open() -> None:
    canned = Canned()
    transport: Transport = canned
    with Client("k", transport=transport) as client:
        assert client.jobs.get("j1").job_id == "canned"
    with pytest.raises(ClientClosedError):
        client.jobs.get("j1")
    assert not canned.closed
    assert "k" not in repr(canned.requests[0]).split()


def test_time_limit_of_the_users_own_transport_is_not_reported_as_the_deadline() -> None:
    class Impatient:
        async def send(self, request: Request) -> AsyncTransportResponse:
            raise TimeoutError("theirs")

        async def close(self) -> None:
            pass

    client = AsyncClient("k", base_url="https://a.example", transport=Impatient())
    with pytest.raises(TimeoutError, match="theirs"):
        asyncio.run(client.jobs.get("j1"))


def test_httpx2_client_of_the_users_keeps_its_own_settings(server: Loopback) -> None:
    server.answer(GOOD)
    with httpx2.Client(verify=False, headers={"X-Theirs": "1"}) as http_client:
        with Client("k", base_url=server.url, http_client=http_client) as client:
            client.jobs.get("j1")
        assert not http_client.is_closed
    assert server.received[0].headers["x-theirs"] == "1"


def test_httpx2_mock_transport_works() -> None:
    def handle(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, json={"job_id": request.url.path, "status": "x"})

    with httpx2.Client(transport=httpx2.MockTransport(handle)) as http_client:
        client = Client("k", http_client=http_client)
        assert client.jobs.get("j1").job_id == "/v1/jobs/j1"


def test_mocked_answer_of_the_users_client_may_be_compressed() -> None:
    """httpx2 has decompressed it when it comes, but it still says that it is compressed."""

    def handle(_: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(
            200,
            headers={"Content-Encoding": "gzip", "X-Encodings": "content-encoding"},
            content=gzip.compress(b'{"job_id":"zipped","status":"x"}'),
        )

    with httpx2.Client(transport=httpx2.MockTransport(handle)) as http_client:
        client = Client("k", http_client=http_client)
        job = client.raw_response(client.jobs.get, "j1")
    assert job.parsed.job_id == "zipped"
    assert (job.headers.get("content-encoding"), job.headers["x-encodings"]) == (
        None,
        "content-encoding",
    )


def test_closed_transport_of_aiohttp_sends_nothing() -> None:
    async def use() -> None:
        transport = AiohttpTransport()
        await transport.close()
        client = AsyncClient("k", base_url="http://127.0.0.1:9", transport=transport)
        with pytest.raises(ClientClosedError, match="the transport is closed"):
            await client.jobs.get("j1")

    asyncio.run(use())


def test_response_that_was_closed_is_not_closed_again_when_it_is_dropped() -> None:
    closed: list[object] = []

    class Counting(CannedResponse):
        def close(self) -> None:
            closed.append(self)

    class Own(Canned):
        def send(self, request: Request) -> CannedResponse:
            return Counting()

    download = Client("k", transport=Own()).download()
    download.close()
    del download
    gc.collect()
    assert len(closed) == 1
