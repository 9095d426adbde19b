"""Tests of a program that uses the client, with a fake of the API."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import httpx2
import pytest

from cohere_embed import AsyncClient, Client, errors, types
from cohere_embed.testing import Fake, FakeError, ReceivedCall


def embed(client: Client, text: str) -> str | None:
    """Return the id of an embedding: a program to test."""
    return client.embed(model="embed-v4.0", input_type="search_query", texts=[text]).id


def test_fields_of_an_object() -> None:
    fake = Fake()
    fake.embed.returns(id="e1").then(id="e2", texts=["a"])
    client = fake.client()
    assert [embed(client, "a"), embed(client, "b")] == ["e1", "e2"]
    received: ReceivedCall = fake.embed.calls[0]
    assert (received.method, received.path) == ("POST", "/v2/embed")
    assert received.body["texts"] == ["a"]


def test_a_job_that_takes_time() -> None:
    fake = Fake(strict=True)
    fake.embed_jobs.create.returns(job_id="j1")
    fake.embed_jobs.get.returns(status="processing").then(status="complete")
    client = fake.client(max_retries=3)
    job = client.embed_jobs.create(
        model="embed-v4.0", dataset_id="d1", input_type="search_document"
    )
    finished: types.EmbedJob = client.wait(job)
    assert finished.status == "complete"


def test_pages_and_whole_models() -> None:
    fake = Fake()
    now = datetime.now(UTC)
    whole = types.Dataset(
        id="d3",
        name="whole",
        created_at=now,
        updated_at=now,
        dataset_type="embed-input",
        validation_status="validated",
    )
    fake.datasets.list.pages([{"id": "d1"}, {"id": "d2", "created_at": now}], [whole])
    client = fake.client()
    assert [each.id for each in client.datasets.list_all()] == ["d1", "d2", "d3"]
    fake.datasets.get.returns(types.DatasetsGetResponse(dataset=whole))
    fake.datasets.get.returns(dataset={"dataset_parts": [{"id": "p1"}]})
    assert client.datasets.get("d3").dataset.dataset_parts is not None


def test_failures() -> None:
    fake = Fake()
    fake.datasets.list.fails(errors.TooManyRequestsError, times=2, retry_after=0).then(datasets=[])
    client: Client = fake.client()
    assert client.datasets.list().datasets == []
    assert len(fake.datasets.list.calls) == 3
    fake.datasets.get.fails(404, message="no such dataset")
    fake.datasets.get_usage.disconnects(times=1).responds({"organization_usage": 7})
    assert client.datasets.get_usage().organization_usage == 7
    with pytest.raises(errors.NotFoundError, match="no such dataset") as caught:
        client.datasets.get("x")
    assert isinstance(caught.value.body, types.Error)


async def asynchronous() -> None:
    """Use an async client."""
    fake = Fake()
    async with fake.async_client() as client:
        other: AsyncClient = client
        await other.embed_jobs.cancel("j1")
    await AsyncClient("key", transport=fake.async_transport).datasets.list()
    Client("key", transport=fake.transport).datasets.list()
    with httpx2.Client(transport=fake.http_transport) as own:
        fake.client(http_client=own).datasets.list()
    transport = fake.aiohttp_transport()
    await fake.async_client(transport=transport).datasets.list()
    await transport.close()
    assert [each.method for each in fake.calls] == ["POST"] + ["GET"] * 4


def test_async_client() -> None:
    asyncio.run(asynchronous())


def test_strict_fakes() -> None:
    with pytest.raises(FakeError, match=r"add fake\.embed\.returns"):
        embed(Fake(strict=True).client(), "a")
