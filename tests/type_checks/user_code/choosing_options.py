"""Clients and calls that are made in a way of their own."""

from __future__ import annotations

from typing import assert_type

import httpx2

from cohere_embed import (
    AiohttpTransport,
    AsyncClient,
    AsyncClientV2,
    CallEvent,
    Client,
    ClientV2,
    Hooks,
    RequestOptions,
    Timeout,
    opentelemetry_hooks,
    types,
)


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
        "content_type": "application/merge-patch+json",
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
        assert_type(event.error, BaseException | None)

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
