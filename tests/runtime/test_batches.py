"""Batches: order, progress, errors and context."""

from __future__ import annotations

import asyncio
import threading
from contextvars import ContextVar
from typing import Any

import pytest

from specquilt.python.runtime import (
    InvalidRequestError,
    in_batches,
    in_batches_async,
)


def test_batches_keep_their_order_and_tell_their_progress() -> None:
    reported: list[tuple[int, int]] = []
    busy = 0
    most = 0
    lock = threading.Lock()

    def call(part: Any) -> list[int]:
        nonlocal busy, most
        with lock:
            busy += 1
            most = max(most, busy)
        threading.Event().wait(0.01 * (10 - part[0] // 3))
        with lock:
            busy -= 1
        return [item * 2 for item in part]

    results = in_batches(
        call,
        range(10),
        size=3,
        concurrency=2,
        on_progress=lambda done, total: reported.append((done, total)),
    )
    assert results == [[0, 2, 4], [6, 8, 10], [12, 14, 16], [18]]
    assert reported[-1] == (10, 10)
    assert [done for done, _ in reported] == sorted(done for done, _ in reported)
    assert most == 2


def test_batches_see_the_callers_context_variables() -> None:
    variable: ContextVar[str] = ContextVar("variable", default="lost")
    variable.set("mine")
    assert in_batches(lambda _: variable.get(), [1, 2, 3], size=1) == ["mine"] * 3


def test_batches_keep_their_order_when_awaited() -> None:
    reported: list[tuple[int, int]] = []
    busy = 0
    most = 0

    async def call(part: Any) -> list[int]:
        nonlocal busy, most
        busy += 1
        most = max(most, busy)
        await asyncio.sleep(0.001 * (10 - part[0]))
        busy -= 1
        return list(part)

    results = asyncio.run(
        in_batches_async(
            call,
            range(10),
            size=3,
            concurrency=2,
            on_progress=lambda done, total: reported.append((done, total)),
        )
    )
    assert results == [[0, 1, 2], [3, 4, 5], [6, 7, 8], [9]]
    assert reported[-1] == (10, 10)
    assert most == 2


def test_first_error_of_a_batch_ends_it() -> None:
    called: list[int] = []

    def call(part: Any) -> None:
        called.append(part[0])
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        in_batches(call, range(100), size=1, concurrency=1)
    assert len(called) < 100

    async def call_async(part: Any) -> None:
        call(part)

    called.clear()
    with pytest.raises(ZeroDivisionError):
        asyncio.run(in_batches_async(call_async, range(100), size=1, concurrency=1))
    assert len(called) < 100


def test_batches_see_the_context_variables_of_the_caller() -> None:
    tenant: ContextVar[str] = ContextVar("tenant", default="none")
    tenant.set("t1")

    def call(_: Any) -> str:
        found = tenant.get()
        tenant.set("changed by a call")
        return found

    async def call_async(_: Any) -> str:
        return tenant.get()

    assert in_batches(call, range(5), size=1) == ["t1"] * 5
    assert asyncio.run(in_batches_async(call_async, range(5), size=1)) == ["t1"] * 5
    assert tenant.get() == "t1"


def test_batches_of_nothing_are_nothing() -> None:
    assert in_batches(len, [], size=1) == []
    with pytest.raises(InvalidRequestError):
        in_batches(len, [1], size=0)


def test_error_of_a_batch_cancels_the_calls_that_wait() -> None:
    ended: list[str] = []

    async def call(part: Any) -> None:
        if part[0] == 1:
            raise ZeroDivisionError
        try:
            await asyncio.sleep(0)
            await asyncio.sleep(5)
            ended.append("waited")
        except asyncio.CancelledError:
            for _ in range(5):
                await asyncio.sleep(0)
            ended.append("cancelled")
            raise

    async def use() -> None:
        with pytest.raises(ZeroDivisionError):
            await in_batches_async(call, [0, 1, 2], size=1, concurrency=3)
        assert ended == ["cancelled"] * 2

    asyncio.run(use())


def test_four_threads_make_the_calls_by_default() -> None:
    four_calls = threading.Barrier(4)
    threads: set[threading.Thread] = set()

    def call(_: object) -> None:
        threads.add(threading.current_thread())
        four_calls.wait(10)

    in_batches(call, range(40), size=1)
    assert len(threads) == 4


def test_four_calls_are_awaited_at_once_by_default() -> None:
    busy = most = 0

    async def call(_: object) -> None:
        nonlocal busy, most
        busy += 1
        most = max(most, busy)
        await asyncio.sleep(0)
        busy -= 1

    asyncio.run(in_batches_async(call, range(10), size=1))
    assert most == 4
