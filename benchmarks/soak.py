"""Makes many calls of all kinds, and shows that memory and descriptors stay flat.

`python benchmarks/soak.py [--calls 50000]` prints a Markdown table and fails if they grow. Each flavour
of the client makes its share of the calls: small ones, lists, uploads, streams read to their end and
left early, and calls that the server breaks off.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from runtime.conftest import FLAVOURS, Runner
from runtime.server import (
    Loopback,
    Received,
    answer,
    chunked,
    json_answer,
    resets,
    sends,
)
from specquilt.python.runtime import SDKError

CALLS = 50_000
STEPS = 5
GROWTH_MIB = 8.0
GROWTH_DESCRIPTORS = 8

JOB = {"job_id": "j1", "status": "complete"}
ANSWERS = {
    "/v1/lines": chunked(*[b'{"text":"a"}\n'] * 50),
    "/v1/events": answer(b'data: {"text":"a"}\n\n' * 50, content_type="text/event-stream"),
    "/v1/download": answer(b"x" * 100_000),
    "/v1/jobs": json_answer({"embed_jobs": [JOB] * 50}),
}


class State(NamedTuple):
    """Resources of this process."""

    mib: float
    descriptors: int
    objects: int


def state() -> State:
    """Return the resources that are used now."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    mib = pages * os.sysconf("SC_PAGESIZE") / 2**20
    return State(mib, len(os.listdir("/proc/self/fd")), len(gc.get_objects()))


def serve(connection: Any, request: Received) -> None:
    """Answer by the path; break off each request for a job named ``broken``."""
    if request.path.endswith("broken"):
        resets()(connection, request)
    sends(ANSWERS.get(request.path) or json_answer(JOB))(connection, request)


def left_early(client: Any) -> None:
    """Leave a stream without closing it."""
    for _ in client.lines():
        break


async def left_early_async(client: Any) -> None:
    """Leave an async stream without closing it."""
    async for _ in await client.lines():
        break


async def read_async(client: Any, method: str) -> None:
    """Read an async stream to its end."""
    async for _ in await getattr(client, method)():
        pass


SYNC: list[Callable[[Any], object]] = [
    lambda client: client.jobs.get("j1"),
    lambda client: client.jobs.list(),
    lambda client: client.jobs.upload(data=b"x" * 10_000),
    lambda client: list(client.events()),
    lambda client: client.download().read(),
    left_early,
    lambda client: client.download().close(),
    lambda client: client.jobs.create(name="broken"),
    lambda client: client.jobs.cancel("broken", options={"max_retries": 0}),
    lambda client: client.jobs.delete("j1"),
]


async def _read(client: Any) -> None:
    await (await client.download()).read()


async def _close(client: Any) -> None:
    await (await client.download()).close()


ASYNC: list[Callable[[Any], Awaitable[object]]] = [
    lambda client: client.jobs.get("j1"),
    lambda client: client.jobs.list(),
    lambda client: client.jobs.upload(data=b"x" * 10_000),
    lambda client: read_async(client, "events"),
    _read,
    left_early_async,
    _close,
    lambda client: client.jobs.create(name="broken"),
    lambda client: client.jobs.cancel("broken", options={"max_retries": 0}),
    lambda client: client.jobs.delete("j1"),
]


def soak(runner: Runner, server: Loopback, calls: int) -> list[State]:
    """Make calls, and return the resources after each step; the first step warms up."""
    states: list[State] = []

    def step(number: int) -> None:
        server.received.clear()
        runner.slept.clear()
        if number and number % (calls // STEPS) == 0:
            states.append(state())

    def use(client: Any) -> None:
        for number in range(calls + 1):
            with suppress(SDKError):
                SYNC[number % len(SYNC)](client)
            step(number)

    async def use_async(client: Any) -> None:
        for number in range(calls + 1):
            with suppress(SDKError):
                await ASYNC[number % len(ASYNC)](client)
            step(number)

    runner.run(use if runner.is_sync else use_async)
    return states


def main() -> None:
    """Print the table; exit with status 1 if something grows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=CALLS)
    calls = parser.parse_args().calls // len(FLAVOURS)
    server = Loopback([serve])
    grows = False
    print("| flavour | calls | MiB | descriptors | objects |")
    print("|:--|--:|:--|:--|:--|")
    for flavour in FLAVOURS:
        states = soak(Runner(flavour, server.url), server, calls)
        first, last = states[0], states[-1]
        grows = grows or last.mib > first.mib + GROWTH_MIB
        grows = grows or last.descriptors > first.descriptors + GROWTH_DESCRIPTORS
        columns = [
            " ".join(f"{value:.0f}" for value in column) for column in zip(*states, strict=True)
        ]
        print(f"| {flavour} | {calls:,} | {' | '.join(columns)} |", flush=True)
    server.close()
    sys.exit("memory or descriptors grow" if grows else 0)


if __name__ == "__main__":
    main()
