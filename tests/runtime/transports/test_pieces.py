"""How large the pieces are that a connection is asked for."""

from __future__ import annotations

import socket
from typing import Any

import httpcore2
import pytest

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
