"""Single connections: when they count as closed, what they send and how long they take."""

from __future__ import annotations

import asyncio
import socket
import ssl
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpcore2
import pytest

from specquilt.python.runtime.request import split_url
from specquilt.python.runtime.transport import pool
from specquilt.python.runtime.transport.async_pool import finished
from specquilt.python.runtime.transport.idle_check import Watched

from ..scenarios import GOOD
from ..server import Loopback
from ..stand_in import Client


class Stream:
    """A connection of the pool's, as far as it is asked here."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def get_extra_info(self, _: str) -> socket.socket:
        return self._connection


def test_closed_connection_counts_as_closed_though_its_number_is_taken_again() -> None:
    near, far = socket.socketpair()
    watched = Watched(Stream(near))
    assert not watched.get_extra_info("is_readable")
    number = near.fileno()
    near.close()
    others = [socket.socketpair() for _ in range(3)]
    assert number in {each.fileno() for pair in others for each in pair}
    assert watched.get_extra_info("is_readable")
    for each in (far, *(each for pair in others for each in pair)):
        each.close()


def test_other_connection_options_get_other_connections(server: Loopback) -> None:
    server.answer(GOOD)
    before = server.connections
    with Client("k", base_url=server.url) as client:
        client.jobs.get("j1")
        with client.with_options(max_connections=1) as other:
            other.jobs.get("j1")
        client.jobs.get("j1")
    assert server.connections == before + 2


@pytest.mark.parametrize(
    ("url", "origin", "target"),
    [
        ("https://A.example", "https://a.example", ""),
        ("https://a.example:443/x?y", "https://a.example", "/x?y"),
        ("http://a.example:8080/", "http://a.example:8080", "/"),
        ("http://[::1]:80/x", "http://[::1]", "/x"),
        ("https://bücher.example/", "https://xn--bcher-kva.example", "/"),
    ],
)
def test_url_is_split(url: str, origin: str, target: str) -> None:
    found, rest = split_url(url)
    assert (str(found), rest) == (origin, target)


class Layered(httpcore2.NetworkStream):
    """A connection with one TLS inside of another, as to a server behind an encrypted proxy."""

    def __init__(self, outer: socket.socket) -> None:
        self._outer = outer

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return b"decrypted"

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.written = buffer

    def get_extra_info(self, info: str) -> Any:
        return {"socket": self._outer, "ssl_object": "the inner TLS"}.get(info)


def test_connection_with_tls_inside_of_tls_is_not_read_from_its_socket() -> None:
    with socket.socket() as outer:
        layered = Layered(outer)
        stream = pool.bounded(layered)
        stream.write(b"plain")
        assert (stream.read(9), layered.written) == (b"decrypted", b"plain")


def test_connection_sends_all_of_a_large_piece() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        stream = pool.bounded(Plain(ours))
        size = 8_000_000
        with ThreadPoolExecutor(1) as threads:
            received = threads.submit(_received, theirs, size)
            stream.write(bytes(size), 10)
            assert received.result() == size


def test_tls_handshake_gets_what_the_connecting_has_left_of_the_deadline(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        plain = Plain(ours)
        monkeypatch.setattr(pool._deadline, "expires_at", time.monotonic() + 5)
        pool.bounded(plain).start_tls(ssl.create_default_context(), "localhost", 20)
        assert plain.handshake_timeout is not None
        assert plain.handshake_timeout <= 5


class Plain(httpcore2.NetworkStream):
    """A connection without TLS, as the pool's library makes it."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._connection.sendall(buffer)

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        self.handshake_timeout = timeout
        return self

    def get_extra_info(self, info: str) -> Any:
        return self._connection if info == "socket" else None


def _received(connection: socket.socket, size: int) -> int:
    total = 0
    while total < size:
        total += len(connection.recv(1 << 20))
    return total


def test_work_on_a_connection_is_finished_when_its_call_is_cancelled() -> None:
    done: list[bool] = []

    async def write() -> None:
        for _ in range(5):
            await asyncio.sleep(0)
        done.append(True)

    async def use() -> None:
        call = asyncio.ensure_future(finished(write()))
        await asyncio.sleep(0)
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call

    asyncio.run(use())
    assert done == [True]
