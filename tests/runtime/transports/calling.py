"""A call with each built-in transport."""

from __future__ import annotations

from typing import Any

from specquilt.python.runtime import AiohttpTransport

from ..conftest import Runner
from ..stand_in import AsyncClient

BUILT_IN = ["sync", "async", "aiohttp"]


def call(runner: Runner, **options: Any) -> Any:
    """Make a call with connection options, which aiohttp's transport takes itself."""
    if runner.flavour != "aiohttp":
        return runner.run(lambda client: client.jobs.get("j1"), **options)

    async def use(_: Any) -> Any:
        transport = AiohttpTransport(**options)
        try:
            client = AsyncClient("k", base_url=runner.url, transport=transport, max_retries=0)
            return await client.jobs.get("j1")
        finally:
            await transport.close()

    return runner.run(use)
