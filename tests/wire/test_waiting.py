"""`wait` polls a job or a dataset until it is finished."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any, Final, TypedDict

import pytest

from cohere_embed import AsyncClient, Client, types
from cohere_embed.errors import PollingFailedError, PollingTimeoutError
from loopback import CohereAPI, LoopbackServer


class Pace(TypedDict):
    """Polling interval and timeout of `wait`, in seconds."""

    interval: float
    timeout: float


# The timeout prevents a faulty client from waiting forever.
SOON: Final[Pace] = {"interval": 0, "timeout": 5}


@pytest.fixture
def server() -> Iterator[LoopbackServer]:
    with LoopbackServer(CohereAPI()) as running:
        yield running


@pytest.fixture
def client(server: LoopbackServer) -> Iterator[Client]:
    with Client("test-key", base_url=server.url) as client:
        yield client


def test_a_created_job_is_read_until_it_is_complete(client: Client) -> None:
    created = client.embed_jobs.create(
        model="embed-v4.0", dataset_id="a", input_type="classification"
    )
    assert client.wait(created, **SOON).status == "complete"


def test_a_job_that_was_read_can_be_waited_for(client: Client) -> None:
    assert client.wait(client.embed_jobs.get("a"), **SOON).job_id == "a"


def test_a_created_dataset_is_read_until_it_is_validated(client: Client) -> None:
    created = client.datasets.create(name="a", type="embed-input", data=b"{}")
    answer = client.wait(created, **SOON)
    assert answer.dataset.validation_status == "validated"


def test_on_poll_is_called_for_every_poll(client: Client) -> None:
    seen: list[Any] = []
    client.wait(
        client.embed_jobs.create(model="m", dataset_id="a", input_type="classification"),
        **SOON,
        on_poll=lambda job: seen.append(job.status),
    )
    assert seen == ["processing", "complete"]


def test_failed_dataset_raises_with_the_last_response(client: Client) -> None:
    with pytest.raises(PollingFailedError) as caught:
        client.wait(client.datasets.get("dataset-broken"), **SOON)
    assert caught.value.status == "failed"
    assert isinstance(caught.value.result, types.DatasetsGetResponse)
    assert caught.value.result.dataset.validation_error == "row 3 has no text"


def test_a_cancelled_job_raises(client: Client) -> None:
    client.embed_jobs.cancel("a")
    with pytest.raises(PollingFailedError):
        client.wait(client.embed_jobs.get("a"), **SOON)


def test_waiting_ends_with_its_timeout() -> None:
    with (
        LoopbackServer(CohereAPI(polls_until_done=1000)) as server,
        Client("test-key", base_url=server.url) as client,
        pytest.raises(PollingTimeoutError),
    ):
        client.wait(client.embed_jobs.get("a"), interval=0.01, timeout=0.05)


def test_the_async_client_waits_too(server: LoopbackServer) -> None:
    async def status() -> str:
        async with AsyncClient("test-key", base_url=server.url) as client:
            created = await client.datasets.create(name="a", type="embed-input", data=b"{}")
            answer = await client.wait(created, **SOON)
            return answer.dataset.validation_status

    assert asyncio.run(status()) == "validated"
