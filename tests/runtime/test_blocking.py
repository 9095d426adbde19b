"""A sync client runs, without a loop, what is written with `await`."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncGenerator, Iterator
from itertools import islice
from typing import Any

import pytest

from specquilt.python.runtime import InvalidRequestError
from specquilt.python.runtime.blocking import iterate_blocking, run_blocking
from specquilt.python.runtime.headers import Headers

from .server import Loopback, chunked, json_answer
from .stand_in import Client

GOOD = json_answer({"job_id": "j1", "status": "complete"})


class Steps:
    """An async generator that tells when it ends."""

    def __init__(self) -> None:
        self.ended = False

    async def __call__(self) -> AsyncGenerator[int, None]:
        try:
            for number in range(3):
                yield number
        finally:
            self.ended = True


def test_a_coroutine_is_run_to_its_end() -> None:
    async def answer() -> int:
        return 42

    assert run_blocking(answer()) == 42


def test_what_a_coroutine_raises_is_raised() -> None:
    async def fail() -> None:
        raise KeyError("x")

    with pytest.raises(KeyError):
        run_blocking(fail())


def test_coroutine_that_waits_is_ended_and_refused() -> None:
    ended = []

    async def wait() -> None:
        try:
            await asyncio.sleep(0)
        finally:
            ended.append(True)

    kept = wait()
    with pytest.raises(InvalidRequestError):
        run_blocking(kept)
    assert ended == [True]


def test_event_loop_gets_its_hooks_back() -> None:
    async def hooks() -> object:
        return sys.get_asyncgen_hooks()

    async def fail() -> None:
        raise KeyError("x")

    async def use() -> None:
        before = sys.get_asyncgen_hooks()
        assert before != (None, None)
        assert run_blocking(hooks()) == (None, None)
        assert sys.get_asyncgen_hooks() == before
        with pytest.raises(KeyError):
            run_blocking(fail())
        assert sys.get_asyncgen_hooks() == before

    asyncio.run(use())


def test_async_generator_is_iterated_and_closed() -> None:
    steps = Steps()
    assert list(iterate_blocking(steps())) == [0, 1, 2]
    assert steps.ended


def test_async_generator_is_closed_when_left_early() -> None:
    steps = Steps()
    kept = steps()
    numbers = iterate_blocking(kept)
    assert next(numbers) == 0
    assert not steps.ended
    numbers.close()
    assert steps.ended


def test_async_function_that_waits_is_refused(server: Loopback) -> None:
    server.answer(GOOD)

    async def key() -> str:
        await asyncio.sleep(0)
        return "k"

    unsuitable: Any = key
    with (
        Client(unsuitable, base_url=server.url) as client,
        pytest.raises(InvalidRequestError, match="use the async client"),
    ):
        client.jobs.get("j1")
    assert server.received == []


def test_client_works_while_an_event_loop_runs(server: Loopback) -> None:
    server.answer(GOOD)

    async def use() -> str:
        with Client("k", base_url=server.url) as client:
            return client.jobs.get("j1").job_id

    assert asyncio.run(use()) == "j1"


def test_stream_outlives_the_event_loop_that_ran_when_it_began(server: Loopback) -> None:
    server.answer(chunked(*[b'{"text":"a"}\n'] * 9))

    async def begin() -> Iterator[Any]:
        stream = iter(client.lines())
        next(stream)
        return stream

    with Client("k", base_url=server.url) as client:
        assert len(list(asyncio.run(begin()))) == 8


class Trickling:
    """A transport of the user's whose answer is long."""

    def __init__(self) -> None:
        self.left_at = 0

    def send(self, _: object) -> Trickling:
        return self

    status = 200
    headers = Headers([("content-type", "application/jsonl")])

    def chunks(self) -> Iterator[bytes]:
        for self.left_at in range(1000):
            yield b'{"text":"a"}\n'

    def close(self) -> None:
        pass


def test_transport_of_the_users_is_read_no_further_than_asked() -> None:
    transport = Trickling()
    with Client("k", transport=transport) as client, client.lines() as stream:
        assert len(list(islice(stream, 5))) == 5
    assert transport.left_at == 4
