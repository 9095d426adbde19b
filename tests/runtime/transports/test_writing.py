"""The time limit for each piece of an upload through aiohttp."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from types import SimpleNamespace
from typing import Any

import pytest

from specquilt.python.runtime.transport.aiohttp_connections import opened
from specquilt.python.runtime.transport.writing import WriteTimeout, Writing


async def pieces(*pauses: float) -> AsyncGenerator[bytes, None]:
    for pause in pauses:
        await asyncio.sleep(pause)
        yield b"x"


def test_piece_that_is_not_taken_in_time_ends_the_request() -> None:
    async def use() -> None:
        writing = Writing(0.01)
        async with writing:
            await anext(aiter(writing.limited(pieces(0, 0))))
            await asyncio.Event().wait()

    with pytest.raises(WriteTimeout) as caught:
        asyncio.run(use())
    assert caught.value.__suppress_context__


def test_time_that_the_pieces_themselves_take_does_not_count() -> None:
    async def use() -> int:
        writing = Writing(0.01)
        async with writing:
            return len([piece async for piece in writing.limited(pieces(0.02, 0.02))])

    assert asyncio.run(use()) == 2


def test_time_after_the_last_piece_does_not_count() -> None:
    async def use() -> None:
        writing = Writing(0.01)
        async with writing:
            assert len([piece async for piece in writing.limited(pieces(0))]) == 1
            await asyncio.sleep(0.02)

    asyncio.run(use())


@pytest.mark.parametrize("seconds", [0.001, None])
def test_pieces_go_on_after_a_server_has_answered_early(seconds: float | None) -> None:
    async def use() -> int:
        writing = Writing(seconds)
        rest = aiter(writing.limited(pieces(0, 0, 0.01)))
        async with writing:
            await anext(rest)
        return len([piece async for piece in rest])

    assert asyncio.run(use()) == 2


@pytest.mark.parametrize(
    ("fails", "is_opened", "aborted"), [(True, True, 1), (True, False, 0), (False, True, 0)]
)
def test_only_the_connection_of_a_failed_request_is_aborted(
    fails: bool, is_opened: bool, aborted: int
) -> None:
    calls: list[str] = []
    connection: Any = SimpleNamespace(abort=lambda: calls.append("abort"))

    async def use() -> None:
        opened.set(connection)  # that of an earlier request of the task
        async with Writing(9):
            if is_opened:
                opened.set(connection)
            if fails:
                raise ZeroDivisionError

    if fails:
        with pytest.raises(ZeroDivisionError):
            asyncio.run(use())
    else:
        asyncio.run(use())
    assert len(calls) == aborted


def test_pieces_are_closed_when_the_request_ends_early() -> None:
    closed: list[bool] = []

    async def endless() -> AsyncGenerator[bytes, None]:
        try:
            while True:
                yield b"x"
        finally:
            closed.append(True)

    async def use() -> None:
        limited: Any = Writing(None).limited(endless())
        await anext(limited)
        await limited.aclose()
        assert closed == [True]

    asyncio.run(use())
