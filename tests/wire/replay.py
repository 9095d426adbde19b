"""Repeats a recorded call with the generated client, sync and async."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from cohere_embed import AsyncClient, Client
from loopback import LoopbackServer, Request, Response

if TYPE_CHECKING:
    from collections.abc import Callable

    from recordings.exchange import Call


class Replayed(NamedTuple):
    """The requests of a call and its result."""

    requests: list[Request]
    result: Any


def replay(call: Call, answer: Response, flavour: str) -> Replayed:
    """Make a call to a server that sends the same response to every request."""
    with LoopbackServer(lambda _: answer) as server, ExitStack() as scope:
        args, kwargs = call.arguments(scope)
        options = {"api_key": "test-key", "base_url": server.url, **(call.client or {})}
        result = FLAVOURS[flavour](call.method, options, args, kwargs)
        return Replayed(server.requests, result)


def _call_sync(method: str, options: Any, args: list[Any], kwargs: dict[str, Any]) -> Any:
    with Client(**options) as client:
        return attrgetter(method)(client)(*args, **kwargs)


def _call_async(method: str, options: Any, args: list[Any], kwargs: dict[str, Any]) -> Any:
    async def call() -> Any:
        async with AsyncClient(**options) as client:
            return await attrgetter(method)(client)(*args, **kwargs)

    return asyncio.run(call())


FLAVOURS: Final[dict[str, Callable[[str, Any, list[Any], dict[str, Any]], Any]]] = {
    "sync": _call_sync,
    "async": _call_async,
}


def recorded_answer(response: Any) -> Response:
    """Return the response of a recording as a server sends it."""
    body = Response.of_json(response["body"]).body if response["body"] is not None else b""
    return Response(response["status"], response["headers"], body)
