"""HTTP/2 over TLS, with a server that speaks nothing else."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from specquilt.python.runtime import APIConnectionError

from .conftest import Runner
from .http2_server import Http2Server
from .stand_in import AsyncClient, Client


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
