"""OAuth tokens: one request for all calls that need one, and no call fails for another's token."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from specquilt.python.runtime import (
    ClientError,
    DeadlineExceededError,
)

from ..conftest import Runner, settled
from ..scenarios import GOOD
from ..server import Loopback, Received, answer, json_answer, stalls_after
from ..stand_in import AsyncClient
from .clients import SETTINGS

MANY = 20


class Tokens:
    """A server that counts the tokens that it hands out, and accepts only the last one."""

    def __init__(self, lifetime: float = 3600, seconds: float = 0.05) -> None:
        self.count = 0
        self.lifetime = lifetime
        self.seconds = seconds
        self.revoked: set[str] = set()
        self.fails: list[bytes] = []
        self._lock = threading.Lock()

    def __call__(self, connection: Any, request: Received) -> None:
        connection.sendall(self._token() if request.path == "/token" else self._job(request))

    def _token(self) -> bytes:
        with self._lock:
            self.count += 1
            text = f"token-{self.count}"
            failure = self.fails.pop(0) if self.fails else None
        time.sleep(self.seconds)
        return failure or json_answer({"access_token": text, "expires_in": self.lifetime})

    def _job(self, request: Received) -> bytes:
        token = request.headers["authorization"].removeprefix("Bearer ")
        return answer(b"", 401) if token in self.revoked else GOOD


def at_once(
    runner: Runner, before: Callable[[], object] | None = None, **options: Any
) -> list[Any]:
    """Make many calls at once, after one call alone if something is to happen before."""
    settings = {**SETTINGS, **options}

    def in_threads(client: Any) -> list[Any]:
        if before is not None:
            client.jobs.get("j1")
            before()
        with ThreadPoolExecutor(MANY) as threads:
            futures = [threads.submit(client.jobs.get, "j1") for _ in range(MANY)]
        return [future.exception() or future.result() for future in futures]

    async def in_tasks(client: Any) -> list[Any]:
        if before is not None:
            await client.jobs.get("j1")
            before()
        return await asyncio.gather(
            *(client.jobs.get("j1") for _ in range(MANY)), return_exceptions=True
        )

    return list(runner.run(in_threads if runner.is_sync else in_tasks, **settings))


def succeeded(results: list[Any]) -> int:
    return sum(getattr(result, "job_id", None) == "j1" for result in results)


def test_first_calls_share_one_token(runner: Runner, server: Loopback) -> None:
    tokens = Tokens()
    server.answer(tokens)
    assert succeeded(at_once(runner)) == MANY
    assert tokens.count == 1


def test_first_calls_without_a_deadline_share_one_token(runner: Runner, server: Loopback) -> None:
    tokens = Tokens()
    server.answer(tokens)
    assert succeeded(at_once(runner, deadline=None)) == MANY
    assert tokens.count == 1


def test_calls_whose_token_was_revoked_share_a_new_one(runner: Runner, server: Loopback) -> None:
    tokens = Tokens()
    server.answer(tokens)
    results = at_once(runner, lambda: tokens.revoked.add("token-1"))
    assert succeeded(results) == MANY
    assert tokens.count == 2
    assert runner.slept == []


def test_tokens_that_expire_at_once_are_shared_by_those_who_wait(
    runner: Runner, server: Loopback
) -> None:
    tokens = Tokens(lifetime=1, seconds=0.3)
    server.answer(tokens)
    assert succeeded(at_once(runner)) == MANY
    assert tokens.count < MANY / 2


def test_failure_is_shared_by_those_who_wait(runner: Runner, server: Loopback) -> None:
    tokens = Tokens(seconds=0.3)
    tokens.fails = [answer(b"", 400)] * MANY
    server.answer(tokens)
    results = at_once(runner)
    assert all(isinstance(result, ClientError) for result in results)
    assert len({id(result) for result in results}) == MANY
    assert tokens.count < MANY / 2


def test_failure_is_not_shared_by_later_calls(runner: Runner, server: Loopback) -> None:
    tokens = Tokens(seconds=0)
    tokens.fails = [answer(b"", 400)]
    server.answer(tokens)

    async def use(client: Any) -> Any:
        with pytest.raises(ClientError):
            await settled(client.jobs.get("j1"))
        return await settled(client.jobs.get("j1"))

    assert runner.play(use, **SETTINGS).job_id == "j1"


def test_waiting_for_a_token_ends_with_the_deadline(runner: Runner, server: Loopback) -> None:
    """One call waits for the token endpoint, and the others for that call."""
    server.answer(stalls_after(b"", 30))
    results = at_once(runner, deadline=0.5, timeout=20)
    assert all(isinstance(result, DeadlineExceededError) for result in results)


def test_cancelled_call_leaves_the_request_for_a_token_to_another(
    async_runner: Runner, server: Loopback
) -> None:
    tokens = Tokens(seconds=0.2)
    server.answer(tokens)

    async def use(client: Any) -> Any:
        first = asyncio.ensure_future(client.jobs.get("j1"))
        await asyncio.sleep(0.05)
        second = asyncio.ensure_future(client.jobs.get("j1"))
        await asyncio.sleep(0.05)
        first.cancel()
        with pytest.raises(asyncio.CancelledError):
            await first
        return await second

    assert async_runner.run(use, **SETTINGS).job_id == "j1"


def test_one_client_in_several_event_loops_gets_its_tokens(server: Loopback) -> None:
    tokens = Tokens()
    server.answer(tokens)
    client = AsyncClient(None, base_url=server.url, **SETTINGS)

    async def use() -> None:
        await asyncio.gather(*(client.jobs.get("j1") for _ in range(3)))
        tokens.revoked.add(f"token-{tokens.count}")
        await asyncio.gather(*(client.jobs.get("j1") for _ in range(3)))
        await client.close()
        client._sender._closed = False

    for _ in range(2):
        asyncio.run(use())
    assert tokens.count == 3
