"""Ways to read streams, in every flavour."""

from __future__ import annotations

from typing import Any

from ..conftest import Runner


def tokens(runner: Runner, method: str, **options: Any) -> list[str]:
    if runner.is_sync:
        items = runner.run(lambda client: list(getattr(client, method)()), **options)
    else:

        async def use(client: Any) -> list[Any]:
            return [item async for item in await getattr(client, method)()]

        items = runner.run(use, **options)
    return [item.text for item in items]
