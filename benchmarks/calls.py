"""Measures the calls of one client for `client.py`.

Each client runs in a separate process, so that the heap of one does not affect another.
`python benchmarks/calls.py CONTENDER URL` reads names of tasks from standard input and prints the
CPU time of one call in milliseconds for each.
"""

from __future__ import annotations

import asyncio
import http.client
import json
import sys
import time
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import ExitStack, closing
from typing import Any, NamedTuple, TypeAlias
from urllib.parse import urlsplit

_CONCURRENCY = 64
_EMBED: dict[str, Any] = {
    "model": "embed-v4.0",
    "input_type": "classification",
    "texts": ["hello"] * 96,
    "output_dimension": 1024,
}
_BASE64 = {**_EMBED, "embedding_types": ["base64"]}


class Task(NamedTuple):
    """A measured call.

    A sample that creates thousands of objects must contain several full garbage collections.
    Otherwise the median depends on whether a sample contains one.

    Args:
        call: makes the call.
        repeat: how often to call it for one sample.
        stands_for: number of API calls that one call makes.
    """

    call: Callable[[], object]
    repeat: int
    stands_for: int = 1

    def sample(self) -> float:
        """Return milliseconds of CPU time per call."""
        start = time.process_time()
        for _ in range(self.repeat):
            self.call()
        return (time.process_time() - start) * 1000 / (self.repeat * self.stands_for)


Tasks: TypeAlias = dict[str, Task]


def _together(
    call: Callable[[], Awaitable[object]],
    close: Callable[[], Coroutine[Any, Any, object]],
    scope: ExitStack,
) -> Task:
    """Return a task with many concurrent calls. Its event loop runs until the client is closed."""
    runner = scope.enter_context(asyncio.Runner())

    async def gathered() -> None:
        await asyncio.gather(*(call() for _ in range(_CONCURRENCY)))

    scope.callback(lambda: runner.run(close()))

    return Task(lambda: runner.run(gathered()), 4, _CONCURRENCY)


def ours(url: str, scope: ExitStack) -> Tasks:
    """Return the tasks of the generated client."""
    from cohere_embed import AsyncClient, Client, array_at

    client = scope.enter_context(Client("key", base_url=url))
    parallel = AsyncClient("key", base_url=url)
    return {
        "embed": Task(lambda: client.embed(**_EMBED), 2),
        "array": Task(
            lambda: array_at(client.raw_response(client.embed, **_EMBED), "embeddings.float"), 2
        ),
        "base64": Task(
            lambda: array_at(client.raw_response(client.embed, **_BASE64), "embeddings.base64"), 2
        ),
        "list": Task(client.embed_jobs.list, 20),
        "small": Task(client.datasets.get_usage, 50),
        "small_async": _together(parallel.datasets.get_usage, parallel.close, scope),
    }


def ours_with_aiohttp(url: str, scope: ExitStack) -> Tasks:
    """Return the tasks of the generated client with its aiohttp transport."""
    from cohere_embed import AiohttpTransport, AsyncClient

    transport = AiohttpTransport()
    client = AsyncClient("key", base_url=url, transport=transport)
    return {"small_async": _together(client.datasets.get_usage, transport.close, scope)}


def official(url: str, scope: ExitStack) -> Tasks:
    """Return the tasks of the vendor's own SDK."""
    import numpy
    from cohere import AsyncClientV2, ClientV2

    client = scope.enter_context(ClientV2("key", base_url=url))
    parallel: Any = AsyncClientV2("key", base_url=url)
    return {
        "embed": Task(lambda: client.embed(**_EMBED), 2),
        "array": Task(
            lambda: numpy.array(client.embed(**_EMBED).embeddings.float_, dtype="float32"), 2
        ),
        "list": Task(client.embed_jobs.list, 20),
        "small": Task(client.datasets.get_usage, 50),
        "small_async": _together(
            parallel.datasets.get_usage, lambda: parallel.__aexit__(None, None, None), scope
        ),
    }


def bare(url: str, scope: ExitStack) -> Tasks:
    """Return the tasks of plain httpx2 with the fastest common JSON parser."""
    import httpx2
    import numpy
    import orjson

    client = scope.enter_context(
        httpx2.Client(base_url=url, headers={"authorization": "Bearer key"})
    )

    def embed() -> Any:
        return orjson.loads(client.post("/v2/embed", json=_EMBED).content)

    def get(path: str) -> Any:
        return orjson.loads(client.get(path).content)

    return {
        "embed": Task(embed, 2),
        "array": Task(lambda: numpy.array(embed()["embeddings"]["float"], dtype="float32"), 2),
        "list": Task(lambda: get("/v1/embed-jobs"), 20),
        "small": Task(lambda: get("/v1/datasets/usage"), 50),
    }


def standard_library(url: str, scope: ExitStack) -> Tasks:
    """Return the tasks of the standard library's HTTP client, as a lower bound."""
    import numpy
    import orjson
    import simdjson

    connection = scope.enter_context(closing(http.client.HTTPConnection(urlsplit(url).netloc)))
    headers = {"authorization": "Bearer key", "content-type": "application/json"}

    def content(method: str, path: str, body: dict[str, Any] | None = None) -> bytes:
        connection.request(method, path, json.dumps(body) if body else None, headers)
        return connection.getresponse().read()

    def array() -> object:
        parsed: Any = simdjson.Parser().parse(content("POST", "/v2/embed", _EMBED))
        numbers = parsed["embeddings"]["float"].as_buffer(of_type="d")
        return numpy.frombuffer(numbers).astype("float32")

    return {
        "embed": Task(lambda: orjson.loads(content("POST", "/v2/embed", _EMBED)), 2),
        "array": Task(array, 2),
        "list": Task(lambda: orjson.loads(content("GET", "/v1/embed-jobs")), 20),
        "small": Task(lambda: orjson.loads(content("GET", "/v1/datasets/usage")), 50),
    }


CONTENDERS: dict[str, Callable[[str, ExitStack], Tasks]] = {
    "ours": ours,
    "ours + aiohttp": ours_with_aiohttp,
    "cohere": official,
    "httpx2 + orjson": bare,
    "http.client": standard_library,
}


def main(contender: str, url: str) -> None:
    """Print the names of all tasks, then one sample for each name read from standard input."""
    with ExitStack() as scope:
        tasks = CONTENDERS[contender](url, scope)
        print(" ".join(tasks), flush=True)
        for line in sys.stdin:
            print(tasks[line.strip()].sample(), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
