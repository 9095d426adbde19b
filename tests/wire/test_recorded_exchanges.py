"""What the package records of a call is replayed to the same result, and has nothing undocumented."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack
from operator import attrgetter
from pathlib import Path
from typing import Any

import pytest

from cohere_embed import AsyncClient, Client
from cohere_embed.recordings import (
    AsyncRecordingTransport,
    AsyncReplay,
    RecordingTransport,
    Replay,
)
from loopback import LoopbackServer
from recordings.exchange import Exchange, load
from specquilt.openapi.document import Document
from specquilt.openapi.load import yaml_loader
from specquilt.recordings.learn import learn
from wire.replay import recorded_answer

OPENAPI = Path(__file__).parents[2] / "specs" / "cohere" / "openapi.yaml"
EXCHANGES = load()


def _sync(exchange: Exchange, options: Any, transport: Any) -> Any:
    with ExitStack() as scope, Client(**options, transport=transport) as client:
        scope.callback(transport.close)
        args, kwargs = exchange.call.arguments(scope)
        return attrgetter(exchange.call.method)(client)(*args, **kwargs)


def _async(exchange: Exchange, options: Any, transport: Any) -> Any:
    async def call() -> Any:
        with ExitStack() as scope:
            args, kwargs = exchange.call.arguments(scope)
            async with AsyncClient(**options, transport=transport) as client:
                result = await attrgetter(exchange.call.method)(client)(*args, **kwargs)
            await transport.close()
            return result

    return asyncio.run(call())


FLAVOURS = {
    "sync": (_sync, RecordingTransport, Replay),
    "async": (_async, AsyncRecordingTransport, AsyncReplay),
}


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("exchange", EXCHANGES, ids=lambda each: each.name)
def test_recorded_call_is_replayed(exchange: Exchange, flavour: str, tmp_path: Path) -> None:
    call, recording, replaying = FLAVOURS[flavour]
    path, key = tmp_path / "exchanges.jsonl", "key-that-is-not-seen"
    answer = recorded_answer(exchange.response)
    with LoopbackServer(lambda _: answer) as server:
        options = {"api_key": key, **(exchange.call.client or {})}
        seen = call(exchange, {**options, "base_url": server.url}, recording(path))
    assert call(exchange, options, replaying(path)) == seen
    assert key not in path.read_text("utf-8")
    findings = learn(Document(yaml_loader.load(OPENAPI.read_text("utf-8"))), [path]).findings
    assert [each.message for each in findings if each.severity != "info"] == []
