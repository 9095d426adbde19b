"""How a call ends that has a deadline, and clocks and resolvers that tests control."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from typing import Any

import pytest

from specquilt.python.runtime import SDKError

from ..conftest import Runner

FOREVER = 20.0
SHORT: dict[str, Any] = {"deadline": 0.25, "timeout": FOREVER, "max_retries": 0}
SILENT_HOST = "many.localhost"


def get(client: Any) -> Any:
    return client.jobs.get("j1")


def ends_with(
    kind: type[SDKError], runner: Runner, use: Callable[[Any], Any], **options: Any
) -> SDKError:
    """Return the error that a call ends with, long before an endless wait does."""
    taken: list[float] = []

    def timed(client: Any) -> None:
        began = time.monotonic()
        try:
            use(client)
        finally:
            taken.append(time.monotonic() - began)

    async def timed_async(client: Any) -> None:
        began = time.monotonic()
        try:
            await use(client)
        finally:
            taken.append(time.monotonic() - began)

    with pytest.raises(kind) as caught:
        runner.run(timed if runner.is_sync else timed_async, **options)
    assert taken[0] < FOREVER / 2
    return caught.value


def resolve(monkeypatch: pytest.MonkeyPatch, *addresses: str, seconds: float = 0) -> None:
    """Let the name of a host lead to some addresses, after some seconds."""
    genuine = socket.getaddrinfo

    def lookup(host: Any, port: Any, *arguments: Any, **options: Any) -> list[Any]:
        if host not in (SILENT_HOST, SILENT_HOST.encode()):
            return genuine(host, port, *arguments, **options)
        time.sleep(seconds)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", lookup)


def called(runner: Runner, use: Callable[[Any], Any], **options: Any) -> Any:
    async def use_async(client: Any) -> Any:
        return await use(client)

    return runner.run(use if runner.is_sync else use_async, **options)


class Clock:
    """A clock that goes on only when code waits."""

    def __init__(self) -> None:
        self.now = 100.0
        self.waits: list[tuple[str, float | None]] = []

    def __call__(self) -> float:
        return self.now

    def connect(self, address: str, seconds: float | None) -> str:
        """Connect to the address ``living`` at once, and to no other one ever."""
        self.waits.append((address, seconds))
        if address == "living":
            return address
        self.now += seconds or 0
        raise TimeoutError(address)
