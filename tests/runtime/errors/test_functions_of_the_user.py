"""Exceptions of functions of the user pass unchanged, and free the connection."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import httpx2
import pytest

from specquilt.python.runtime import (
    APIConnectionError,
    CallEvent,
    Hooks,
    ServerError,
)

from ..conftest import Runner, settled
from ..scenarios import GOOD
from ..server import Loopback, answer
from ..stand_in import AsyncClient, Client

EXCEPTIONS: list[Callable[[], Exception]] = [
    lambda: ZeroDivisionError("theirs"),
    lambda: OSError(5, "theirs"),
    lambda: TimeoutError("theirs"),
    lambda: httpx2.ConnectError("theirs"),
    lambda: APIConnectionError("theirs", sent=False),
    lambda: ServerError("theirs", status=503),
]
each_exception = pytest.mark.parametrize("make", EXCEPTIONS, ids=lambda make: type(make()).__name__)


class Pieces:
    """An upload that can be sent again, and fails each time."""

    def __init__(self, error: BaseException) -> None:
        self.error = error
        self.opened = 0

    def __iter__(self) -> Iterator[bytes]:
        self.opened += 1
        yield b"x"
        raise self.error


@each_exception
def test_exception_of_an_upload_passes_unchanged(
    runner: Runner, server: Loopback, make: Callable[[], Exception]
) -> None:
    server.answer(GOOD)
    pieces = Pieces(make())

    async def use(client: Any) -> Any:
        with pytest.raises(type(pieces.error)) as caught:
            await settled(client.put(pieces))
        assert caught.value is pieces.error
        return await settled(client.jobs.get("j1"))

    assert runner.play(use, max_connections=1, timeout=5).job_id == "j1"
    assert (pieces.error.__cause__, pieces.error.__context__) == (None, None)
    assert pieces.opened == 1
    assert runner.slept == []


@pytest.mark.parametrize("hook", ["on_request", "on_response", "on_error"])
@each_exception
def test_exception_of_a_hook_passes_unchanged(
    runner: Runner, server: Loopback, hook: str, make: Callable[[], Exception]
) -> None:
    error = make()

    def fail(_: CallEvent) -> None:
        raise error

    server.answer(answer(b"", 503) if hook == "on_error" else GOOD)
    with pytest.raises(type(error)) as caught:
        runner.run(lambda client: client.jobs.get("j1"), hooks=Hooks(**{hook: fail}))
    assert caught.value is error
    assert len(server.received) == (0 if hook == "on_request" else 1)
    assert runner.slept == []


def test_context_of_a_hooks_exception_is_kept(runner: Runner, server: Loopback) -> None:
    def fail(_: CallEvent) -> None:
        try:
            raise KeyError("first")
        except KeyError:
            raise APIConnectionError("theirs")  # noqa: B904

    server.answer(GOOD)
    with pytest.raises(APIConnectionError, match="theirs") as caught:
        runner.run(lambda client: client.jobs.get("j1"), hooks=Hooks(on_request=fail))
    assert isinstance(caught.value.__context__, KeyError)


@each_exception
def test_exception_of_a_key_function_passes_unchanged(
    runner: Runner, server: Loopback, make: Callable[[], Exception]
) -> None:
    error = make()
    asked: list[int] = []

    def key() -> str:
        asked.append(1)
        raise error

    with pytest.raises(type(error)) as caught:
        runner.run(lambda client: client.jobs.get("j1"), api_key=key)
    assert caught.value is error
    assert (len(asked), server.received) == (1, [])


@pytest.mark.parametrize("hook", ["request", "response"])
@each_exception
def test_exception_of_a_hook_of_the_users_httpx2_client_passes_unchanged(
    server: Loopback, hook: str, make: Callable[[], Exception]
) -> None:
    errors = iter([make()])
    raised: list[Exception] = []

    def fail(_: Any) -> None:
        for error in errors:
            raised.append(error)
            raise error

    server.answer(GOOD)
    limits = httpx2.Limits(max_connections=1)
    hooks = {hook: [fail]}
    with httpx2.Client(event_hooks=hooks, limits=limits, verify=False) as http_client:
        client = Client("k", base_url=server.url, http_client=http_client, timeout=5)
        with pytest.raises(type(make())) as caught:
            client.jobs.create(name="x")
        assert [caught.value] == raised
        assert len(server.received) == (0 if hook == "request" else 1)
        assert client.jobs.get("j1").job_id == "j1"


def test_exception_of_an_async_hook_of_the_users_httpx2_client_passes_unchanged(
    server: Loopback,
) -> None:
    async def fail(_: Any) -> None:
        raise httpx2.ReadTimeout("theirs")

    async def use() -> None:
        hooks = {"response": [fail]}
        async with httpx2.AsyncClient(event_hooks=hooks, verify=False) as http_client:
            client = AsyncClient("k", base_url=server.url, http_client=http_client)
            await client.jobs.get("j1")

    server.answer(GOOD)
    with pytest.raises(httpx2.ReadTimeout, match="theirs"):
        asyncio.run(use())
    assert len(server.received) == 1


def test_exception_of_a_mocked_transport_is_that_of_a_connection() -> None:
    tried: list[int] = []

    def fail(_: httpx2.Request) -> httpx2.Response:
        tried.append(1)
        raise httpx2.ReadTimeout("theirs")

    with httpx2.Client(transport=httpx2.MockTransport(fail)) as http_client:
        client = Client("k", http_client=http_client, max_retries=0)
        with pytest.raises(Exception, match="did not respond in time"):
            client.jobs.get("j1")
    assert tried == [1]


@pytest.mark.parametrize("kind", [KeyboardInterrupt, asyncio.CancelledError, SystemExit])
@pytest.mark.parametrize("hook", ["on_request", "on_response", "on_error"])
def test_interrupted_hook_frees_the_connection(
    server: Loopback, hook: str, kind: type[BaseException]
) -> None:
    waiting = iter([True])

    def interrupt(_: CallEvent) -> None:
        if next(waiting, False):
            raise kind

    server.answer(answer(b"", 404) if hook == "on_error" else GOOD, GOOD)
    options: Any = {"hooks": Hooks(**{hook: interrupt}), "max_connections": 1, "timeout": 5}
    with Client("k", base_url=server.url, max_retries=0, **options) as client:
        with pytest.raises(kind):
            client.jobs.get("j1")
        assert client.jobs.get("j1").job_id == "j1"


def test_cancelled_hook_frees_the_connection(async_runner: Runner, server: Loopback) -> None:
    waiting = iter([True])

    async def cancel(_: CallEvent) -> None:
        if next(waiting, False):
            raise asyncio.CancelledError

    server.answer(GOOD)
    before = server.connections

    async def use(client: Any) -> Any:
        with pytest.raises(asyncio.CancelledError):
            await client.jobs.get("j1")
        return await client.jobs.get("j1")

    hooks = Hooks(on_response=cancel)
    assert async_runner.run(use, hooks=hooks, timeout=5).job_id == "j1"
    assert server.connections <= before + 2
