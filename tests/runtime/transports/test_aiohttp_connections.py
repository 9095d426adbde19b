"""What is known of the connections of aiohttp."""

from __future__ import annotations

import asyncio
import gc
from types import SimpleNamespace
from typing import Any

import pytest

from specquilt.python.runtime import AiohttpTransport, Timeout
from specquilt.python.runtime.request import Origin, Request
from specquilt.python.runtime.transport.aiohttp_connections import Opened
from specquilt.python.runtime.transport.aiohttp_session import _timeout
from specquilt.python.runtime.transport.tls import tls_context


class Closed:
    """The future of a connection's end; counts who waits for it."""

    def __init__(self, error: Exception | None = None, *, is_done: bool = False) -> None:
        self.waiting = 0
        self._error = error
        self._is_done = is_done

    def add_done_callback(self, _: object) -> None:
        self.waiting += 1

    def done(self) -> bool:
        return self._is_done

    def exception(self) -> Exception | None:
        assert self._is_done
        return self._error


def connection(closed: Any, transport: Any = None) -> Any:
    return SimpleNamespace(protocol=SimpleNamespace(closed=closed), transport=transport)


def test_connection_is_watched_once_however_many_requests_use_it() -> None:
    closed = Closed()
    for _ in range(3):
        Opened(connection(closed))
    assert closed.waiting == 1


@pytest.mark.parametrize(
    ("error", "is_done"), [(None, False), (None, True), (OSError("reset"), True)]
)
def test_failure_is_what_broke_the_connection(error: OSError | None, is_done: bool) -> None:
    assert Opened(connection(Closed(error, is_done=is_done))).failure() is error


def test_connection_that_is_gone_already_has_no_failure() -> None:
    opened = Opened(SimpleNamespace(protocol=None, transport=None))  # type: ignore[arg-type]
    opened.abort()
    assert opened.failure() is None


@pytest.mark.parametrize("end", ["fails", "is cancelled"])
def test_end_of_a_connection_is_nothing_for_asyncio_to_report(end: str) -> None:
    reported: list[Any] = []

    async def use() -> None:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _, context: reported.append(context))
        closed = loop.create_future()
        Opened(connection(closed))
        closed.cancel() if end == "is cancelled" else closed.set_exception(OSError("reset"))
        await asyncio.sleep(0)
        del closed
        gc.collect()

    asyncio.run(use())
    assert reported == []


@pytest.mark.parametrize(
    ("timeout", "waiting"),
    [
        (Timeout(1, 2, 3, 4), 5),
        (Timeout(None, 2, 3, 4), None),
        (Timeout(1, None, 3, None), None),
        (Timeout(None, None, None, None), None),
    ],
)
def test_wait_for_a_connection_is_that_for_a_free_one_and_for_opening_it(
    timeout: Timeout, waiting: float | None
) -> None:
    request = Request("GET", Origin("http", "a", 80), "/", {}, None, timeout, None)
    found = _timeout(request)
    assert (found.total, found.connect) == (None, waiting)
    assert (found.sock_connect, found.sock_read) == (timeout.connect, timeout.read)


def test_tls_context_is_not_that_of_the_pool_with_http2() -> None:
    """The pool tells the server by its context that it speaks HTTP/2, which aiohttp does not."""

    async def use() -> object:
        transport = AiohttpTransport()
        try:
            connector: Any = transport._sessions.here().connector
            return connector._ssl
        finally:
            await transport.close()

    assert asyncio.run(use()) is tls_context(True, http2=False)
    assert tls_context(True, http2=False) is not tls_context(True, http2=True)
