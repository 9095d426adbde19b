"""An application that uses every feature: the type checkers read it, nobody runs it."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, assert_type

import httpx2
import numpy
from numpy.typing import NDArray

from cohere_embed import (
    OMIT,
    AiohttpTransport,
    AsyncBinaryResponse,
    AsyncClient,
    AsyncClientV2,
    AsyncStream,
    AsyncStreamingResponse,
    BinaryResponse,
    CallEvent,
    Client,
    ClientV2,
    FileArgument,
    Hooks,
    Omit,
    RawResponse,
    RequestOptions,
    ResponseInfo,
    Stream,
    StreamingResponse,
    Timeout,
    array_at,
    errors,
    in_batches,
    in_batches_async,
    opentelemetry_hooks,
    response_info,
    types,
)

# --- calls -----------------------------------------------------------------------------------


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


# --- options ---------------------------------------------------------------------------------


def construction(http_client: httpx2.Client, async_http_client: httpx2.AsyncClient) -> None:
    Client()
    Client(
        "key",
        base_url="http://localhost:1",
        client_name="app",
        timeout=Timeout(connect=1.0, read=30.0),
        deadline=60.0,
        max_retries=0,
        headers={"X-Team": "search"},
        verify="ca.pem",
        proxy="http://localhost:3128",
        http2=True,
        max_response_bytes=1 << 20,
        max_connections=10,
        lenient=True,
        follow_redirects=False,
    )
    Client(http_client=http_client)
    AsyncClient(http_client=async_http_client)
    AsyncClient(transport=AiohttpTransport(max_connections=200))
    ClientV2(lambda: "key")
    AsyncClientV2(a_key_that_is_fetched)


async def a_key_that_is_fetched() -> str:
    return "key"


def options_of_a_call_and_of_a_client(client: Client, own: AsyncClient) -> None:
    options: RequestOptions = {
        "timeout": 5.0,
        "deadline": 20.0,
        "headers": {"X-Trace": "1"},
        "query": {"beta": True},
        "body": {"new_field": [1]},
        "max_retries": 5,
        "idempotency_key": "k",
        "lenient": True,
    }
    assert_type(client.embed_jobs.get("id", options=options), types.EmbedJob)
    assert_type(client.with_options(timeout=None, max_retries=1), Client)
    assert_type(own.with_options(deadline=None), AsyncClient)


def watching() -> None:
    def note(event: CallEvent) -> None:
        assert_type(event.operation, str)
        assert_type(event.attempt, int)
        assert_type(event.status, int | None)
        assert_type(event.error, Exception | None)

    Client(hooks=Hooks(on_request=note, on_error=note))
    Client(hooks=opentelemetry_hooks())


def closing() -> None:
    with Client() as client:
        assert_type(client, Client)
    client.close()


async def closing_when_awaited() -> None:
    async with AsyncClient() as client:
        assert_type(client, AsyncClient)
    await client.close()


# --- answers ---------------------------------------------------------------------------------


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
    assert_type(client.datasets.list_all(limit=10), Iterator[types.Dataset])


async def awaited_pages(client: AsyncClient) -> None:
    assert_type(client.datasets.list_all(), AsyncIterator[types.Dataset])
    async for dataset in client.datasets.list_all():
        assert_type(dataset, types.Dataset)


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


# --- helpers ---------------------------------------------------------------------------------


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


# --- errors ----------------------------------------------------------------------------------


def failures(client: Client) -> None:
    try:
        client.embed_jobs.get("id")
    except errors.TooManyRequestsError as error:
        assert_type(error.status, int)
        assert_type(error.request_id, str | None)
        assert_type(error.headers.get("retry-after"), str | None)
        assert_type(error.content, bytes)
        assert_type(error.body, object)
    except errors.InvalidTokenError:
        pass
    except errors.DecodingError as error:
        assert_type(error.status, int)
        for problem in error.errors:
            assert_type(problem["loc"], tuple[int | str, ...])
            assert_type(problem["input"], object)
    except (
        errors.APITimeoutError,
        errors.DeadlineExceededError,
        errors.APIConnectionError,
    ) as error:
        assert_type(error.sent, bool)
    except errors.PollingFailedError as error:
        assert_type(error.status, str | None)
        if isinstance(error.result, types.EmbedJob):
            assert_type(error.result.job_id, str)
    except errors.SDKError:
        raise
