"""One way to write a test for every flavour of the client."""

from __future__ import annotations

import asyncio
import inspect
import shutil
import subprocess
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

import httpx2
import pytest

from specquilt.python.runtime import AiohttpTransport
from specquilt.python.runtime.recordings.recorder import AsyncRecordingTransport, RecordingTransport
from specquilt.python.runtime.recordings.replay import AsyncReplay, Replay

from .server import Loopback
from .stand_in import AsyncClient, Client

KEY = "sk-very-secret-0123456789"
FLAVOURS = ("sync", "sync-httpx2-client", "async", "async-httpx2-client", "aiohttp")
WAITING = ("deadlines", "streams", "test_chaos", "test_misbehaving_server", "test_polling")
"""Folders and modules whose tests wait: there, clients of the user are left to `make test-all`."""


@dataclass
class Runner:
    """Runs a piece of client code in one flavour, with sleeps recorded instead of slept."""

    flavour: str
    url: str
    slept: list[float] = field(default_factory=list)

    @property
    def is_sync(self) -> bool:
        return self.flavour.startswith("sync")

    def run(self, use: Callable[[Any], Any], **options: Any) -> Any:
        """Return what `use(client)` returns, awaited in an async flavour."""
        settings: dict[str, Any] = {"api_key": KEY, "base_url": self.url, **options}
        if self.is_sync:
            return self._run_sync(use, settings)
        return asyncio.run(self._run_async(use, settings))

    def play(self, use: Callable[[Any], Coroutine[Any, Any, Any]], **options: Any) -> Any:
        """Return what a coroutine returns; it awaits calls with `settled`, in every flavour."""
        return self.run(
            lambda client: finished(use(client)) if self.is_sync else use(client), **options
        )

    async def collect(self, items: Any) -> list[Any]:
        """Return the items of an async iterator."""
        return [item async for item in items]

    def _run_sync(self, use: Callable[[Any], Any], settings: dict[str, Any]) -> Any:
        if self.flavour == "sync-httpx2-client":
            with (
                httpx2.Client(verify=False, limits=_limits(settings)) as http_client,
                Client(**settings, http_client=http_client) as own,
            ):
                return self._use_sync(use, own)
        with Client(**settings) as client:
            return self._use_sync(use, client)

    def _use_sync(self, use: Callable[[Any], Any], client: Client) -> Any:
        with patch.object(client._sender, "sleep", self._sleep):
            return use(client)

    async def _run_async(self, use: Callable[[Any], Any], settings: dict[str, Any]) -> Any:
        if self.flavour == "async-httpx2-client":
            limits = _limits(settings)
            async with httpx2.AsyncClient(verify=False, limits=limits) as http_client:
                return await self._use(use, {**settings, "http_client": http_client})
        if self.flavour == "aiohttp":
            known = ("max_connections", "verify", "proxy")
            transport = AiohttpTransport(**{n: settings[n] for n in known if n in settings})
            try:
                return await self._use(use, {**settings, "transport": transport})
            finally:
                await transport.close()
        return await self._use(use, settings)

    async def _use(self, use: Callable[[Any], Any], settings: dict[str, Any]) -> Any:
        async with AsyncClient(**settings) as client:
            with patch.object(client._sender, "sleep", self._sleep):
                outcome = use(client)
                if hasattr(outcome, "__aiter__") and not inspect.isawaitable(outcome):
                    return await self.collect(outcome)
                return await outcome if isinstance(outcome, Awaitable) else outcome

    async def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)


def _limits(settings: dict[str, Any]) -> httpx2.Limits:
    return httpx2.Limits(max_connections=settings.get("max_connections", 100))


async def settled(outcome: Any) -> Any:
    """Return what a method returned, sync or async."""
    return await outcome if inspect.isawaitable(outcome) else outcome


def finished(work: Coroutine[Any, Any, Any]) -> Any:
    """Return what a coroutine returns that never suspends."""
    try:
        work.send(None)
    except StopIteration as end:
        return end.value
    raise AssertionError("it suspended")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "-httpx2-client" in item.name and any(name in item.nodeid for name in WAITING):
            item.add_marker(pytest.mark.long)


@pytest.fixture(scope="module")
def _shared_server() -> Iterator[Loopback]:
    server = Loopback()
    yield server
    server.close()


@pytest.fixture
def server(_shared_server: Loopback) -> Loopback:
    _shared_server.answer()
    return _shared_server


@pytest.fixture(params=[flavour for flavour in FLAVOURS if not flavour.startswith("sync")])
def async_runner(request: pytest.FixtureRequest, server: Loopback) -> Runner:
    return Runner(request.param, server.url)


@pytest.fixture(params=FLAVOURS)
def runner(request: pytest.FixtureRequest, server: Loopback) -> Runner:
    return Runner(request.param, server.url)


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed")
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    command = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext"
    names = "subjectAltName=DNS:localhost,IP:127.0.0.1"
    files = ["-keyout", str(path), "-out", str(path.with_suffix(".crt"))]
    subprocess.run([openssl, *command.split(), names, *files], check=True, capture_output=True)
    with path.open("a") as file:
        file.write(path.with_suffix(".crt").read_text())
    return path


@pytest.fixture(params=["sync", "async"])
def play(request: pytest.FixtureRequest, server: Loopback, tmp_path: Path) -> Callable[..., Any]:
    """Run a coroutine with a client that records to, or replays from, ``exchanges.jsonl``.

    The coroutine awaits calls with `settled`.
    """
    path = tmp_path / "folder" / "exchanges.jsonl"

    def play(use: Callable[[Any], Any], *, replayed: bool = False, **options: Any) -> Any:
        settings = {"api_key": KEY, "base_url": server.url, **options}
        hide = {"hide": settings.pop("hide", ())}
        if request.param == "sync":
            own = Replay(path, **hide) if replayed else RecordingTransport(path, **hide)
            with Client(**settings, transport=own) as client:
                result = asyncio.run(use(client))
            own.close()
            return result
        return asyncio.run(_played(use, settings, path, hide, replayed))

    return play


async def _played(
    use: Callable[[Any], Any], settings: Any, path: Path, hide: Any, replayed: bool
) -> Any:
    own = AsyncReplay(path, **hide) if replayed else AsyncRecordingTransport(path, **hide)
    async with AsyncClient(**settings, transport=own) as client:
        result = await use(client)
    await own.close()
    return result
