"""Deadlines and timeouts bound connecting: addresses, the resolver, TLS, the wait for a free connection."""

from __future__ import annotations

import gc
import socket
import time
import warnings
from contextlib import ExitStack
from typing import Any

import pytest

from specquilt.python.runtime import APITimeoutError, DeadlineExceededError, Timeout

from ..conftest import FLAVOURS, Runner
from ..scenarios import GOOD
from ..server import Loopback, chunked
from .ending import FOREVER, SHORT, SILENT_HOST, called, ends_with, get, resolve

# What a sync client of the user waits for before it has a connection cannot be interrupted.
INTERRUPTED = [flavour for flavour in FLAVOURS if flavour != "sync-httpx2-client"]


def saturated(scope: ExitStack, address: str, port: int = 0) -> int:
    """Make an address accept no more connections, and return its port."""
    listener = scope.enter_context(socket.create_server((address, port), backlog=0))
    port = int(listener.getsockname()[1])
    for _ in range(4):
        waiting = scope.enter_context(socket.socket())
        waiting.setblocking(False)
        waiting.connect_ex((address, port))
    return port


def test_deadline_bounds_an_address_that_does_not_answer(runner: Runner) -> None:
    with ExitStack() as scope:
        runner.url = f"http://127.0.0.2:{saturated(scope, '127.0.0.2')}"
        ends_with(DeadlineExceededError, runner, get, **SHORT)


def test_timeout_bounds_an_address_that_does_not_answer(runner: Runner) -> None:
    timeout = Timeout(connect=0.3, read=FOREVER, write=FOREVER, pool=0.1)
    with ExitStack() as scope:
        runner.url = f"http://127.0.0.2:{saturated(scope, '127.0.0.2')}"
        error = ends_with(
            APITimeoutError, runner, get, timeout=timeout, deadline=None, max_retries=0
        )
    assert isinstance(error, APITimeoutError)
    assert not error.sent


@pytest.mark.parametrize("runner", INTERRUPTED, indirect=True)
def test_deadline_bounds_any_number_of_dead_addresses(
    runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    addresses = [f"127.0.0.{number}" for number in range(2, 50)]
    resolve(monkeypatch, *addresses)
    with ExitStack() as scope:
        port = saturated(scope, addresses[0])
        for address in addresses[1:]:
            saturated(scope, address, port)
        runner.url = f"http://{SILENT_HOST}:{port}"
        ends_with(DeadlineExceededError, runner, get, **SHORT)


@pytest.mark.parametrize("runner", ["sync-httpx2-client"], indirect=True)
def test_sync_client_of_the_user_takes_its_time_for_each_dead_address(
    runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A documented limit: there is no connection yet that could be interrupted."""
    addresses = ["127.0.0.2", "127.0.0.3"]
    resolve(monkeypatch, *addresses)
    with ExitStack() as scope:
        port = saturated(scope, addresses[0])
        saturated(scope, addresses[1], port)
        runner.url = f"http://{SILENT_HOST}:{port}"
        began = time.monotonic()
        ends_with(DeadlineExceededError, runner, get, **SHORT)
        assert time.monotonic() - began > 1.5 * SHORT["deadline"]


@pytest.mark.parametrize("runner", INTERRUPTED, indirect=True)
def test_dead_addresses_leave_time_for_a_living_one(
    runner: Runner, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answer(GOOD)
    port = int(server.url.rpartition(":")[2])
    resolve(monkeypatch, "127.0.0.2", "127.0.0.3", "127.0.0.1")
    with ExitStack() as scope:
        saturated(scope, "127.0.0.2", port)
        saturated(scope, "127.0.0.3", port)
        runner.url = f"http://{SILENT_HOST}:{port}"
        # aiohttp and anyio begin with the next address after a quarter of a second.
        assert called(runner, get, deadline=3.0, timeout=FOREVER).job_id == "j1"


@pytest.mark.parametrize("limit", ["deadline", "timeout"])
@pytest.mark.parametrize("runner", INTERRUPTED, indirect=True)
def test_resolver_that_takes_its_time_is_bounded(
    runner: Runner, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    """An event loop waits for the thread of the resolver when it ends; the call does not."""
    resolve(monkeypatch, "127.0.0.1", seconds=0.7)
    runner.url = f"http://{SILENT_HOST}:9"
    began = time.monotonic()
    if limit == "deadline":
        ends_with(DeadlineExceededError, runner, get, **SHORT)
    else:
        timeout = Timeout(connect=0.3, read=FOREVER, write=FOREVER, pool=0.1)
        ends_with(APITimeoutError, runner, get, timeout=timeout, deadline=None, max_retries=0)
    # Not what follows a resolution, a refused connection:
    assert time.monotonic() - began < FOREVER / 2


def test_deadline_bounds_the_tls_handshake(runner: Runner) -> None:
    """An AsyncClient of the user leaves a cancelled handshake to the garbage collector."""
    with ExitStack() as scope:
        listener = scope.enter_context(socket.create_server(("127.0.0.1", 0)))
        runner.url = f"https://127.0.0.1:{listener.getsockname()[1]}"
        scope.enter_context(warnings.catch_warnings())
        if runner.flavour == "async-httpx2-client":
            warnings.simplefilter("ignore", ResourceWarning)
        ends_with(DeadlineExceededError, runner, get, **SHORT)
        gc.collect()


def test_timeout_bounds_the_tls_handshake(runner: Runner) -> None:
    timeout = Timeout(connect=0.3, read=FOREVER, write=FOREVER, pool=0.1)
    with ExitStack() as scope:
        listener = scope.enter_context(socket.create_server(("127.0.0.1", 0)))
        runner.url = f"https://127.0.0.1:{listener.getsockname()[1]}"
        ends_with(APITimeoutError, runner, get, timeout=timeout, deadline=None, max_retries=0)


@pytest.mark.parametrize("limit", ["deadline", "timeout"])
def test_wait_for_a_free_connection_is_bounded(
    runner: Runner, server: Loopback, limit: str
) -> None:
    server.answer(chunked(*[b'{"text":"a"}\n'] * 100_000), GOOD)
    waiting: dict[str, Any] = {"deadline": 0.25}
    if limit == "timeout":
        waiting = {"timeout": Timeout(connect=0.1, read=FOREVER, write=FOREVER, pool=0.2)}

    def use(client: Any) -> Any:
        with client.lines():
            return client.jobs.get("j1", options=waiting)

    async def use_async(client: Any) -> Any:
        async with await client.lines():
            return await client.jobs.get("j1", options=waiting)

    kind = DeadlineExceededError if limit == "deadline" else APITimeoutError
    options: dict[str, Any] = {"max_connections": 1, "max_retries": 0, "timeout": FOREVER}
    error = ends_with(kind, runner, use if runner.is_sync else use_async, **options)
    assert len(server.received) == 1
    if isinstance(error, APITimeoutError):
        assert not error.sent
