"""How large the pieces are that a connection is asked for."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import httpcore2
import pytest

from specquilt.python.runtime import Timeout
from specquilt.python.runtime.blocking import iterate_blocking
from specquilt.python.runtime.request import Origin, Request
from specquilt.python.runtime.transport import pool


class Asked(httpcore2.NetworkStream):
    """A connection with TLS inside of TLS, which notes how much it is asked for."""

    def __init__(self, *sizes: int) -> None:
        self._sizes = list(sizes)
        self.asked: list[int] = []

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        self.asked.append(max_bytes)
        return bytes(self._sizes.pop(0))

    def get_extra_info(self, info: str) -> Any:
        return {"ssl_object": "the inner TLS"}.get(info)


def test_larger_pieces_are_asked_for_while_a_body_arrives_fast() -> None:
    asked = Asked(10, 40, 9, 10)
    stream = pool.bounded(asked)
    for _ in range(4):
        stream.read(10)
    assert asked.asked == [10, 40, 40, 10]


class Bare(httpcore2.NetworkStream):
    """A connection that is only good for its socket."""

    def __init__(self, connection: socket.socket, encrypted: object) -> None:
        self._found = {"socket": connection, "ssl_object": encrypted}

    def get_extra_info(self, info: str) -> Any:
        return self._found.get(info)


@pytest.mark.parametrize("is_encrypted", [False, True])
def test_socket_is_read_and_written_directly_unless_there_is_tls_inside_of_tls(
    is_encrypted: bool,
) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        stream = pool.bounded(Bare(ours, ours if is_encrypted else None))
        stream.write(b"question", 5)
        assert theirs.recv(9) == b"question"
        theirs.sendall(b"answer")
        assert stream.read(9, 5) == b"answer"
        with pytest.raises(httpcore2.ReadTimeout):
            stream.read(9, 0.01)


def test_large_piece_is_written_in_parts_of_64_kibibytes_with_tls_inside_of_tls() -> None:
    """So that each part has the time that is left before the deadline."""

    class Sizes(Asked):
        def write(self, buffer: bytes, timeout: float | None = None) -> None:
            self.asked.append(len(buffer))

    sizes = Sizes()
    pool.bounded(sizes).write(bytes(2**17 + 1))
    assert sizes.asked == [2**16, 2**16, 1]


def test_failures_of_the_socket_are_those_of_reading_and_writing() -> None:
    ours, theirs = socket.socketpair()
    with ours:
        stream = pool.bounded(Bare(ours, None))
        with theirs, pytest.raises(httpcore2.WriteTimeout):
            stream.write(bytes(8_000_000), 0.01)
        with pytest.raises(httpcore2.WriteError):
            stream.write(b"x", 5)
    with pytest.raises(httpcore2.ReadError):
        stream.read(9, 5)


def test_deadline_of_a_body_holds_whatever_was_called_since_its_last_piece() -> None:
    request = Request("GET", Origin("http", "a", 80), "/", {}, None, Timeout(), 123.0)
    seen: list[float | None] = []

    def pieces() -> Iterator[bytes]:
        for _ in range(3):
            seen.append(pool._deadline.expires_at)
            pool._deadline.expires_at = None
            yield b"x"

    theirs: Any = SimpleNamespace(status=200, headers=[], iter_stream=pieces)
    pool._deadline.expires_at = None
    assert list(iterate_blocking(pool.PoolResponse(request, theirs).chunks())) == [b"x"] * 3
    assert seen == [123.0] * 3


@pytest.mark.parametrize(
    ("timeout", "left", "found"),
    [(None, None, None), (5, None, 5), (None, 9, 9), (5, 9, 5), (9, 5, 5), (9, 0.5, 0.5)],
)
def test_wait_ends_with_its_timeout_or_the_deadline(
    timeout: float | None,
    left: float | None,
    found: float | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pool, "monotonic", lambda: 100.0)
    monkeypatch.setattr(pool._deadline, "expires_at", None if left is None else 100.0 + left)
    assert pool._cut(timeout, httpcore2.ReadTimeout) == found


@pytest.mark.parametrize("late", [0, 1])
def test_nothing_is_waited_for_from_the_deadline_on(
    late: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "monotonic", lambda: 100.0 + late)
    monkeypatch.setattr(pool._deadline, "expires_at", 100.0)
    with pytest.raises(httpcore2.WriteTimeout):
        pool._cut(None, httpcore2.WriteTimeout)


@pytest.mark.parametrize(
    ("error", "kind"),
    [(TimeoutError(), httpcore2.ConnectTimeout), (OSError(), httpcore2.ConnectError)],
)
def test_failures_of_dialling_are_those_of_connecting(
    error: OSError, kind: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(pool, "dialled", fail)
    monkeypatch.setattr(pool._deadline, "expires_at", None)
    with pytest.raises(kind):
        pool._DeadlineBackend().connect_tcp("a.example", 80)
