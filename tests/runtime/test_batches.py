"""Batches whose calls run at the same time."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from specquilt.python.runtime import in_batches_async


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
            ended.append("cancelled")
            raise

    with pytest.raises(ZeroDivisionError):
        asyncio.run(in_batches_async(call, [0, 1], size=1, concurrency=2))
    assert ended == ["cancelled"]
