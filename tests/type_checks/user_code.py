"""An application that calls every operation: the type checkers read it, nobody runs it."""

from __future__ import annotations

from pathlib import Path
from typing import assert_type

from cohere_embed import AsyncClient, AsyncClientV2, Client, ClientV2, errors, types


def synchronous(client: Client) -> None:
    embedded = client.embed(
        model="embed-v4.0",
        input_type="search_document",
        inputs=[{"content": [{"type": "text", "text": "hello"}]}],
        embedding_types=["float", "int8"],
    )
    assert_type(embedded, types.EmbedByTypeResponse)
    assert_type(embedded.embeddings.float_, list[list[float]] | None)

    created = client.embed_jobs.create(
        model="embed-v4.0", dataset_id="d", input_type="classification", truncate="END"
    )
    assert_type(created, types.CreateEmbedJobResponse)
    assert_type(created.job_id, str)
    assert_type(client.wait(created), types.EmbedJob)
    assert_type(client.embed_jobs.list(), types.ListEmbedJobResponse)
    assert_type(client.embed_jobs.get("id"), types.EmbedJob)
    client.embed_jobs.cancel("id")

    uploaded = client.datasets.create(
        name="n", type="embed-input", data=Path("embed.jsonl"), keep_fields=["a"]
    )
    assert_type(uploaded, types.DatasetsCreateResponse)
    assert_type(client.wait(uploaded), types.DatasetsGetResponse)
    assert_type(client.datasets.list(limit=3), types.DatasetsListResponse)
    assert_type(client.datasets.get_usage(), types.DatasetsGetUsageResponse)
    assert_type(client.datasets.get(id="x"), types.DatasetsGetResponse)


async def asynchronous(client: AsyncClient) -> None:
    assert_type(
        await client.embed(model="m", input_type="image", images=["data:..."]),
        types.EmbedByTypeResponse,
    )
    job = await client.embed_jobs.create(model="m", dataset_id="d", input_type="image")
    assert_type(await client.wait(job), types.EmbedJob)
    assert_type(await client.embed_jobs.list(), types.ListEmbedJobResponse)
    assert_type(await client.embed_jobs.get("id"), types.EmbedJob)
    await client.embed_jobs.cancel("id")
    dataset = await client.datasets.create(name="n", type="embed-input", data=b"{}")
    assert_type(await client.wait(dataset), types.DatasetsGetResponse)
    assert_type(await client.datasets.list(), types.DatasetsListResponse)
    assert_type(await client.datasets.get_usage(), types.DatasetsGetUsageResponse)
    assert_type(await client.datasets.get("x"), types.DatasetsGetResponse)


def construction() -> None:
    Client()
    Client("key", base_url="http://localhost:1", client_name="app", timeout=3.0, max_retries=0)
    ClientV2(lambda: "key")
    AsyncClientV2("key")


def failures(client: Client) -> None:
    try:
        client.embed_jobs.get("id", options={"timeout": 5.0, "headers": {"X-Trace": "1"}})
    except errors.TooManyRequestsError as error:
        assert_type(error.status, int)
        assert_type(error.request_id, str | None)
    except errors.InvalidTokenError:
        pass
    except errors.SDKError:
        raise


def an_unknown_enum_value_is_a_str(job: types.EmbedJob) -> str:
    return job.status
