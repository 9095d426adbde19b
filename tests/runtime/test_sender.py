"""What sends the requests of a client: which transport, until when, and how long it waits."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from time import monotonic
from typing import Any

import httpx2
import pytest

from specquilt.python.runtime import ClientClosedError, DeadlineExceededError, Timeout
from specquilt.python.runtime.blocking import BlockingTransport, run_blocking
from specquilt.python.runtime.request import Origin, Request
from specquilt.python.runtime.sender import AsyncSender, Sender
from specquilt.python.runtime.transport.async_pool import AsyncPoolTransport
from specquilt.python.runtime.transport.httpx_client import AsyncHttpxTransport, HttpxTransport
from specquilt.python.runtime.transport.pool import PoolTransport
from specquilt.python.runtime.transport.turns import TaskTurns, ThreadTurns


def request(expires_at: float | None = None) -> Request:
    """Return a request."""
    return Request("GET", Origin("http", "a", 80), "/", {}, None, Timeout(), expires_at)


class Noting:
    """A transport that notes what it is asked for."""

    def __init__(self) -> None:
        self.asked: list[object] = []

    def send(self, sent: Request) -> Awaitable[Any]:
        async def answer() -> Request:
            return sent

        self.asked.append(sent)
        return answer()

    async def close(self) -> None:
        self.asked.append("close")


def test_sender_opens_its_transport_once_and_closes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Noting] = []

    def built_in(_: Sender) -> Noting:
        opened.append(Noting())
        return opened[-1]

    monkeypatch.setattr(Sender, "_built_in", built_in)
    sender, first, second = Sender({}), request(), request()
    run_blocking(Sender({}).close())
    assert opened == []
    for each in (first, second):
        assert run_blocking(awaited(sender.send(each))) is each
    run_blocking(sender.close())
    assert [noting.asked for noting in opened] == [[first, second, "close"]]
    with pytest.raises(ClientClosedError, match="the client is closed"):
        sender.send(first)
    assert opened[0].asked == [first, second, "close"]


async def awaited(work: Awaitable[Any]) -> Any:
    """Return what some work returns."""
    return await work


class BlockingNoting:
    """A sync transport that notes what it is asked for."""

    def __init__(self) -> None:
        self.asked: list[object] = []
        self.status = 200
        self.headers: dict[str, str] = {}

    def send(self, sent: Request) -> BlockingNoting:
        self.asked.append(sent)
        return self

    def close(self) -> None:
        self.asked.append("close")


@pytest.mark.parametrize(("kind", "own"), [(Sender, BlockingNoting()), (AsyncSender, Noting())])
def test_transport_of_the_user_is_not_closed(kind: Any, own: Any) -> None:
    sender, sent = kind({"transport": own}), request()
    run_blocking(awaited(sender.send(sent)))
    run_blocking(sender.close())
    assert own.asked == [sent]


def test_transport_is_that_of_the_options() -> None:
    own: Any = Noting()
    sync, other = httpx2.Client(verify=False), httpx2.AsyncClient(verify=False)
    chosen = [
        Sender({})._chosen_transport(),
        Sender({"transport": own})._chosen_transport(),
        Sender({"transport": own, "http_client": sync})._chosen_transport(),
        AsyncSender({})._chosen_transport(),
        AsyncSender({"transport": own})._chosen_transport(),
        AsyncSender({"transport": None, "http_client": other})._chosen_transport(),
    ]
    assert [type(each) for each in chosen] == [
        PoolTransport,
        BlockingTransport,
        HttpxTransport,
        AsyncPoolTransport,
        Noting,
        AsyncHttpxTransport,
    ]
    assert (type(Sender({}).new_turns()), type(AsyncSender({}).new_turns())) == (
        ThreadTurns,
        TaskTurns,
    )


def test_sync_sender_blocks_while_it_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr("time.sleep", slept.append)
    run_blocking(Sender({}).sleep(7))
    assert slept == [7]


def test_async_sender_lets_others_run_while_it_waits() -> None:
    seen: list[str] = []

    async def use() -> None:
        async def other() -> None:
            seen.append("other")

        task = asyncio.ensure_future(other())
        await AsyncSender({}).sleep(0.001)
        seen.append("slept")
        await task

    asyncio.run(use())
    assert seen == ["other", "slept"]


def test_async_work_ends_at_the_deadline_of_its_request() -> None:
    async def answer(error: type[Exception] | None = None) -> str:
        if error:
            raise error("theirs")
        return "done"

    async def use() -> None:
        sender = AsyncSender({})
        for expires_at in (None, monotonic() + 60):
            assert await sender.within(request(expires_at), answer()) == "done"
            with pytest.raises(TimeoutError, match="theirs"):
                await sender.within(request(expires_at), answer(TimeoutError))
        with pytest.raises(DeadlineExceededError, match="GET http://a/: the deadline of the call"):
            await sender.within(request(monotonic() - 1), asyncio.sleep(60))

    asyncio.run(use())
