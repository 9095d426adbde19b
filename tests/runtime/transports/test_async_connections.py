"""Connections of the async pool: what a cancelled call leaves on them."""

from __future__ import annotations

import asyncio
import gc
import ssl
from types import SimpleNamespace
from typing import Any, cast

import httpcore2
import pytest

from specquilt.python.runtime.transport import async_pool
from specquilt.python.runtime.transport.async_pool import AsyncResets, finished

TRUSTED = ssl.create_default_context()


class Stream(httpcore2.AsyncNetworkStream):
    """A connection that notes which task writes to it.

    Args:
        protocol: What the handshake of TLS agrees on; None for a handshake that never ends.
    """

    def __init__(self, protocol: str | None = None) -> None:
        self._protocol = protocol
        self.writers: list[object] = []
        self.is_closed = False

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.writers.append(asyncio.current_task())

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        if self._protocol is None:
            await asyncio.Event().wait()
        return self

    async def aclose(self) -> None:
        self.is_closed = True

    def get_extra_info(self, info: str) -> Any:
        encrypted = SimpleNamespace(selected_alpn_protocol=lambda: self._protocol)
        return encrypted if info == "ssl_object" else None


@pytest.mark.parametrize(
    ("protocol", "buffer", "is_own"),
    [
        (None, b"x", True),
        ("http/1.1", b"x", True),
        ("h2", b"", True),
        ("h2", b"x", False),
    ],
)
def test_only_what_is_written_to_a_shared_connection_outlives_its_call(
    protocol: str | None, buffer: bytes, is_own: bool
) -> None:
    """It then has a task of its own, because a record by half would break the others' calls."""

    async def use() -> None:
        stream = Stream(protocol)
        watched: httpcore2.AsyncNetworkStream = async_pool._WatchedStream(stream)
        if protocol:
            watched = await watched.start_tls(TRUSTED)
        await watched.write(buffer)
        (writer,) = stream.writers
        assert (writer is asyncio.current_task()) is is_own

    asyncio.run(use())


def test_connection_is_closed_if_its_tls_handshake_is_cancelled() -> None:
    async def use() -> None:
        stream = Stream()
        watched = async_pool._WatchedStream(stream)
        handshake = asyncio.ensure_future(watched.start_tls(TRUSTED))
        await asyncio.sleep(0)
        handshake.cancel()
        with pytest.raises(asyncio.CancelledError):
            await handshake
        assert stream.is_closed

    asyncio.run(use())


def test_work_that_does_not_end_after_its_call_is_cancelled_is_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(async_pool, "_MOMENT", 0.01)
    given_up = asyncio.Event()

    async def write() -> None:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            given_up.set()
            raise

    async def use() -> None:
        call = asyncio.ensure_future(finished(write()))
        await asyncio.sleep(0)
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
        await asyncio.wait_for(given_up.wait(), 9)

    asyncio.run(use())


def test_frames_are_kept_while_they_are_sent() -> None:
    """The event loop itself does not keep its tasks alive."""
    resets = AsyncResets()
    kept: list[int] = []

    async def write(_: object) -> None:
        kept.append(len(resets._flushes))

    asyncio.run(resets._flush(SimpleNamespace(_write_outgoing_data=write)))
    assert kept == [1]


class Upload:
    """An upload that a user's iterable gives, with empty pieces in between."""

    length = None
    replayable = False

    def open(self) -> Any:
        yield from (b"", b"first", b"", b"second")


def test_empty_pieces_of_an_upload_do_not_end_it() -> None:
    async def use() -> list[bytes]:
        return [piece async for piece in async_pool.pieces_of(cast("Any", Upload()))]

    assert asyncio.run(use()) == [b"first", b"second"]


@pytest.mark.parametrize("end", ["fails", "is cancelled"])
def test_frames_that_are_not_awaited_are_nothing_for_asyncio_to_report(end: str) -> None:
    resets, reported = AsyncResets(), list[Any]()

    async def use() -> None:
        asyncio.get_running_loop().set_exception_handler(lambda _, found: reported.append(found))
        may_end = asyncio.Event()

        async def write(_: object) -> None:
            await may_end.wait()
            raise httpcore2.WriteError("?")

        waiting = asyncio.ensure_future(resets._flush(SimpleNamespace(_write_outgoing_data=write)))
        await asyncio.sleep(0)
        waiting.cancel()
        for flushing in resets._flushes if end == "is cancelled" else ():
            flushing.cancel()
        may_end.set()
        for _ in range(3):
            await asyncio.sleep(0)
        gc.collect()

    asyncio.run(use())
    assert (reported, resets._flushes) == ([], set())
