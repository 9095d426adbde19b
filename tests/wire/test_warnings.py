"""Warnings name the line of the user, and no line of the package."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable
from typing import Any

import pytest

from cohere_embed import AiohttpTransport, AsyncClient, Client, InsecureTransportWarning, SDKError

PLAIN: dict[str, Any] = {"base_url": "http://unreachable.invalid", "max_retries": 0}


def call() -> None:
    with Client("k", **PLAIN) as client, pytest.raises(SDKError):
        client.embed_jobs.list()


def call_async() -> None:
    async def use() -> None:
        async with AsyncClient("k", **PLAIN) as client:
            with pytest.raises(SDKError):
                await client.embed_jobs.list()

    asyncio.run(use())


@pytest.mark.parametrize(
    "use",
    [
        lambda: Client("k", verify=False),
        lambda: Client("k").with_options(verify=False),
        lambda: AsyncClient("k", verify=False),
        lambda: AiohttpTransport(verify=False),
        call,
        call_async,
    ],
)
def test_warning_names_the_line_of_the_user(use: Callable[[], Any]) -> None:
    with pytest.warns(InsecureTransportWarning) as caught:
        use()
    lines, first = inspect.getsourcelines(use)
    assert [each.filename for each in caught] == [__file__]
    assert caught[0].lineno in range(first, first + len(lines))
