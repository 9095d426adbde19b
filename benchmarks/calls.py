"""CPU time of calls inside one process, all contenders interleaved: used by `client.py`.

Prints one JSON object: task -> contender -> milliseconds of CPU time of a call (median).
"""

from __future__ import annotations

import argparse
import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack, ExitStack
from statistics import median
from typing import Any, TypeAlias

import cohere
import httpx2
import orjson

import cohere_embed
from cohere_embed._runtime import AiohttpTransport

Calls: TypeAlias = dict[str, Callable[[], object]]
AsyncCalls: TypeAlias = dict[str, Callable[[], Awaitable[object]]]

_TEXTS = ["hello"] * 96
_EMBED: dict[str, Any] = {
    "model": "embed-v4.0",
    "input_type": "classification",
    "texts": _TEXTS,
    "output_dimension": 1024,
}
_CONCURRENCY = 64


def embed_calls(url: str, scope: ExitStack) -> Calls:
    """96 texts, 1,024 floats each; beside the SDKs the bare libraries as a floor."""
    ours = scope.enter_context(cohere_embed.Client("key", base_url=url))
    official = scope.enter_context(cohere.ClientV2("key", base_url=url))
    bare = scope.enter_context(httpx2.Client(headers={"authorization": "Bearer key"}))

    def call_bare() -> object:
        return orjson.loads(bare.post(f"{url}/v2/embed", json=_EMBED).content)

    return {
        "ours": lambda: ours.embed(**_EMBED),
        "cohere": lambda: official.embed(**_EMBED),
        "httpx2 + orjson": call_bare,
    }


def list_calls(url: str, scope: ExitStack) -> Calls:
    """The history of embed jobs."""
    ours = scope.enter_context(cohere_embed.Client("key", base_url=url))
    official = scope.enter_context(cohere.ClientV2("key", base_url=url))
    return {"ours": ours.embed_jobs.list, "cohere": official.embed_jobs.list}


def small_calls(url: str, scope: ExitStack) -> Calls:
    """One number in the answer."""
    ours = scope.enter_context(cohere_embed.Client("key", base_url=url))
    official = scope.enter_context(cohere.ClientV2("key", base_url=url))
    return {"ours": ours.datasets.get_usage, "cohere": official.datasets.get_usage}


async def small_async_calls(url: str, scope: AsyncExitStack) -> AsyncCalls:
    """The same, for an event loop."""
    transport = AiohttpTransport()
    scope.push_async_callback(transport.close)
    ours = await scope.enter_async_context(cohere_embed.AsyncClient("key", base_url=url))
    aio = await scope.enter_async_context(
        cohere_embed.AsyncClient("key", base_url=url, transport=transport)
    )
    official = await scope.enter_async_context(cohere.AsyncClientV2("key", base_url=url))
    return {
        "ours": ours.datasets.get_usage,
        "ours + aiohttp": aio.datasets.get_usage,
        "cohere": official.datasets.get_usage,
    }


def measure(calls: Calls, rounds: int, repeat: int) -> dict[str, float]:
    """Median CPU milliseconds of a call; a round takes every contender once, in turn."""
    samples: dict[str, list[float]] = {name: [] for name in calls}
    for number in range(rounds + 1):
        for name, call in _rotated(calls, number):
            start = time.process_time()
            for _ in range(repeat):
                call()
            samples[name].append((time.process_time() - start) / repeat)
    return _medians(samples)


async def measure_async(calls: AsyncCalls, rounds: int, repeat: int) -> dict[str, float]:
    """The same for coroutines, `_CONCURRENCY` at a time."""
    samples: dict[str, list[float]] = {name: [] for name in calls}
    for number in range(rounds + 1):
        for name, call in _rotated(calls, number):
            start = time.process_time()
            for _ in range(repeat):
                await asyncio.gather(*(call() for _ in range(_CONCURRENCY)))
            samples[name].append((time.process_time() - start) / (repeat * _CONCURRENCY))
    return _medians(samples)


def _rotated(calls: dict[str, Any], number: int) -> list[tuple[str, Any]]:
    """Another contender begins each round: none always runs on the caches of the same other."""
    items = list(calls.items())
    first = number % len(items)
    return items[first:] + items[:first]


def _medians(samples: dict[str, list[float]]) -> dict[str, float]:
    """Milliseconds, without the first round, which connects and loads what is loaded lazily."""
    return {name: median(values[1:]) * 1000 for name, values in samples.items()}


async def _measure_small_async(url: str, rounds: int) -> dict[str, float]:
    async with AsyncExitStack() as scope:
        return await measure_async(await small_async_calls(url, scope), rounds, repeat=4)


def main() -> None:
    """Run `calls.py URL [--rounds N]` against the loopback server at URL."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url")
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    url, rounds = options.url, options.rounds
    with ExitStack() as scope:
        results = {
            "embed": measure(embed_calls(url, scope), rounds, repeat=2),
            # Thousands of objects a call: every sample must span several full collections of
            # garbage, or the median falls among the samples with one or among those without.
            "list": measure(list_calls(url, scope), rounds, repeat=20),
            "small": measure(small_calls(url, scope), rounds, repeat=50),
        }
    results["small_async"] = asyncio.run(_measure_small_async(url, rounds))
    print(json.dumps(results))


if __name__ == "__main__":
    main()
