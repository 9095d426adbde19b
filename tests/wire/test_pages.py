"""`list_all` reads all pages."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final, TypeAlias

import pytest

from cohere_embed import AsyncClient, Client
from loopback import CohereAPI, LoopbackServer

LISTED: Final = 5
Read: TypeAlias = Callable[[LoopbackServer, int], list[str]]


def read_all(server: LoopbackServer, limit: int) -> list[str]:
    with Client("test-key", base_url=server.url) as client:
        return [dataset.id for dataset in client.datasets.list_all(limit=limit)]


def read_all_async(server: LoopbackServer, limit: int) -> list[str]:
    async def read() -> list[str]:
        async with AsyncClient("test-key", base_url=server.url) as client:
            return [dataset.id async for dataset in client.datasets.list_all(limit=limit)]

    return asyncio.run(read())


@pytest.mark.parametrize("read", [read_all, read_all_async])
@pytest.mark.parametrize("limit", [1, 2, 3, 100])
def test_every_dataset_is_listed_once_for_any_page_size(read: Read, limit: int) -> None:
    with LoopbackServer(CohereAPI()) as server:
        found = read(server, limit)
    assert len(found) == len(set(found)) == LISTED
    offsets = [int(dict(request.query).get("offset", 0)) for request in server.requests]
    # A page with fewer items than asked for may be the server's own limit: it is not the end.
    assert offsets == list(range(0, offsets[-1] + 1, min(limit, LISTED)))


def test_pages_are_read_only_when_needed() -> None:
    with LoopbackServer(CohereAPI()) as server, Client("k", base_url=server.url) as client:
        datasets = client.datasets.list_all(limit=2)
        assert server.requests == []
        next(datasets)
        assert len(server.requests) == 1
