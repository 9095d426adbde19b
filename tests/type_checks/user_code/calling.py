"""Calls: arguments and results, sync and async."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import assert_type

from cohere_embed import OMIT, AsyncClient, Client, Omit, types


def synchronous(client: Client) -> None:
    embedded = client.embed(
        model="embed-v4.0",
        input_type="search_document",
        inputs=[{"content": [{"type": "text", "text": "hello"}]}],
        embedding_types=["float", "int8"],
    )
    assert_type(embedded, types.EmbedByTypeResponse)
    assert_type(embedded.embeddings.float_, list[list[float]] | None)
    assert_type(embedded.embeddings.base64, list[str] | None)

    created = client.embed_jobs.create(
        model="embed-v4.0", dataset_id="d", input_type="classification", truncate="END"
    )
    assert_type(created, types.CreateEmbedJobResponse)
    assert_type(created.job_id, str)
    assert_type(client.embed_jobs.list(), types.ListEmbedJobResponse)
    assert_type(client.embed_jobs.get("id"), types.EmbedJob)
    client.embed_jobs.cancel("id")

    assert_type(client.datasets.list(limit=3), types.DatasetsListResponse)
    assert_type(client.datasets.get_usage(), types.DatasetsGetUsageResponse)
    assert_type(client.datasets.get(id="x"), types.DatasetsGetResponse)


async def asynchronous(client: AsyncClient) -> None:
    assert_type(
        await client.embed(model="m", input_type="image", images=["data:..."]),
        types.EmbedByTypeResponse,
    )
    job = await client.embed_jobs.create(model="m", dataset_id="d", input_type="image")
    assert_type(job, types.CreateEmbedJobResponse)
    assert_type(await client.embed_jobs.list(), types.ListEmbedJobResponse)
    assert_type(await client.embed_jobs.get("id"), types.EmbedJob)
    await client.embed_jobs.cancel("id")
    assert_type(await client.datasets.list(), types.DatasetsListResponse)
    assert_type(await client.datasets.get_usage(), types.DatasetsGetUsageResponse)
    assert_type(await client.datasets.get("x"), types.DatasetsGetResponse)


def nested_objects_are_models_or_dictionaries(client: Client) -> None:
    text: types.EmbedTextParam = {"type": "text", "text": "hello"}
    as_dictionary: types.EmbedInputParam = {"content": [text]}
    as_model = types.EmbedInput(content=[types.EmbedText(type="text", text="hello")])
    client.embed(model="m", input_type="image", inputs=[as_dictionary, as_model])


def omitted_is_not_null(client: Client, texts: Sequence[str] | Omit = OMIT) -> None:
    client.embed(model="m", input_type="image", texts=texts)


def times_are_times(client: Client) -> None:
    listed = client.datasets.list(before=datetime.now(UTC), validation_status="failed")
    for dataset in listed.datasets or []:
        assert_type(dataset.created_at, datetime)


def an_unknown_enum_value_is_a_str(job: types.EmbedJob) -> str:
    assert_type(job.status, types.EmbedJobStatus)
    return job.status
