"""How an answer came, page by page and piece by piece."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import assert_type

from cohere_embed import (
    AsyncBinaryResponse,
    AsyncClient,
    AsyncItemIterator,
    AsyncStream,
    AsyncStreamingResponse,
    BinaryResponse,
    Client,
    ItemIterator,
    RawResponse,
    ResponseInfo,
    Stream,
    StreamingResponse,
    response_info,
    types,
)


def how_an_answer_came(client: Client) -> None:
    info = response_info(client.embed_jobs.get("id"))
    assert_type(info, ResponseInfo | None)
    if info is not None:
        assert_type(info.request_id, str | None)

    raw = client.raw_response(client.embed_jobs.get, "id")
    assert_type(raw, RawResponse[types.EmbedJob])
    assert_type(raw.status, int)
    assert_type(raw.headers["x-request-id"], str)
    assert_type(raw.content, bytes)
    assert_type(raw.parsed, types.EmbedJob)

    with client.streaming_response(client.embed_jobs.list) as streaming:
        assert_type(streaming, StreamingResponse[types.ListEmbedJobResponse])
        assert_type(streaming.request_id, str | None)
        for piece in streaming.iter_bytes():
            assert_type(piece, bytes)
        assert_type(streaming.parse(), types.ListEmbedJobResponse)


async def how_an_awaited_answer_came(client: AsyncClient) -> None:
    raw = await client.raw_response(client.embed_jobs.get, "id")
    assert_type(raw, RawResponse[types.EmbedJob])
    async with await client.streaming_response(client.embed_jobs.list) as streaming:
        assert_type(streaming, AsyncStreamingResponse[types.ListEmbedJobResponse])
        async for piece in streaming.iter_bytes():
            assert_type(piece, bytes)
        assert_type(await streaming.parse(), types.ListEmbedJobResponse)


def pages(client: Client) -> None:
    items = client.datasets.list_all(limit=10)
    assert_type(items, ItemIterator[types.Dataset, types.DatasetsListResponse])
    assert_type(next(items), types.Dataset)
    assert_type(items.pages(), Iterator[types.DatasetsListResponse])


async def awaited_pages(client: AsyncClient) -> None:
    items = client.datasets.list_all()
    assert_type(items, AsyncItemIterator[types.Dataset, types.DatasetsListResponse])
    async for dataset in items:
        assert_type(dataset, types.Dataset)
    assert_type(items.pages(), AsyncIterator[types.DatasetsListResponse])


def streams(stream: Stream[types.EmbedJob], download: BinaryResponse) -> None:
    with stream:
        for job in stream:
            assert_type(job, types.EmbedJob)
    with download:
        download.write_to_file(Path("file"))
        assert_type(download.read(), bytes)


async def awaited_streams(
    stream: AsyncStream[types.EmbedJob], download: AsyncBinaryResponse
) -> None:
    async with stream:
        async for job in stream:
            assert_type(job, types.EmbedJob)
    async with download:
        await download.write_to_file("file")
        assert_type(await download.read(), bytes)
