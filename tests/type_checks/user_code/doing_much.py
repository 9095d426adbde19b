"""Work that takes several calls, or files, or arrays."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any, assert_type

import numpy
from numpy.typing import NDArray

from cohere_embed import (
    AsyncClient,
    Client,
    FileArgument,
    array_at,
    in_batches,
    in_batches_async,
    types,
)


def uploads(client: Client) -> None:
    files: list[FileArgument] = [
        Path("embed.jsonl"),
        b"{}",
        io.BytesIO(b"{}"),
        [b"{", b"}"],
        ("embed.jsonl", b"{}"),
        ("embed.jsonl", Path("embed.jsonl"), "application/jsonl"),
    ]
    for file in files:
        uploaded = client.datasets.create(
            name="n", type="embed-input", data=file, keep_fields=["a"]
        )
        assert_type(uploaded, types.DatasetsCreateResponse)


def waiting(client: Client, created: types.CreateEmbedJobResponse) -> None:
    def note_job(job: types.EmbedJob) -> None:
        assert_type(job.status, types.EmbedJobStatus)

    def note_dataset(answer: types.DatasetsGetResponse) -> None:
        assert_type(answer.dataset, types.Dataset)

    assert_type(client.wait(created, interval=1.0, on_poll=note_job), types.EmbedJob)
    assert_type(client.wait(client.embed_jobs.get("id"), timeout=60.0), types.EmbedJob)
    uploaded = client.datasets.create(name="n", type="embed-input", data=b"{}")
    assert_type(client.wait(uploaded, on_poll=note_dataset), types.DatasetsGetResponse)


async def waiting_when_awaited(client: AsyncClient) -> None:
    job = await client.embed_jobs.create(model="m", dataset_id="d", input_type="image")
    assert_type(await client.wait(job), types.EmbedJob)
    dataset = await client.datasets.create(name="n", type="embed-input", data=b"{}")
    assert_type(await client.wait(dataset), types.DatasetsGetResponse)


def batches(client: Client, texts: list[str]) -> None:
    def embed(part: Sequence[str]) -> types.EmbedByTypeResponse:
        return client.embed(model="m", input_type="search_document", texts=part)

    def tell(done: int, total: int) -> None:
        print(done, total)

    answers = in_batches(embed, texts, size=96, concurrency=4, on_progress=tell)
    assert_type(answers, list[types.EmbedByTypeResponse])


async def awaited_batches(client: AsyncClient, texts: list[str]) -> None:
    async def embed(part: Sequence[str]) -> types.EmbedByTypeResponse:
        return await client.embed(model="m", input_type="search_document", texts=part)

    answers = await in_batches_async(embed, texts, size=96)
    assert_type(answers, list[types.EmbedByTypeResponse])


def arrays(client: Client) -> None:
    raw = client.raw_response(client.embed, model="m", input_type="image", texts=["a"])
    assert_type(array_at(raw, "embeddings.float"), NDArray[numpy.float32])
    assert_type(array_at(raw, "embeddings.base64"), NDArray[numpy.float32])
    assert_type(array_at(raw, "embeddings.int8", dtype="int8"), NDArray[numpy.int8])
    assert_type(array_at(raw, "embeddings.uint8", dtype="uint8"), NDArray[numpy.uint8])
    assert_type(array_at(raw, "embeddings.float", dtype="float64"), NDArray[numpy.float64])
    # Only a type that is not known before the program runs leaves its numbers open.
    assert_type(array_at(raw, "x", dtype=str(raw.status)), NDArray[Any])
