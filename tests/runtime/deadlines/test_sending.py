"""Deadlines and timeouts bound sending."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest

from specquilt.python.runtime import APITimeoutError, DeadlineExceededError, Timeout

from ..conftest import Runner
from ..scenarios import head
from ..server import Loopback, answer
from .ending import FOREVER, SHORT, called, ends_with

BODY = b"x" * 40_000_000


@pytest.fixture(params=["bytes", "pieces", "file"])
def put(request: pytest.FixtureRequest, tmp_path: Any) -> Callable[[Any], Any]:
    path = tmp_path / "large.bin"
    path.write_bytes(BODY if request.param == "file" else b"")
    bodies: dict[str, Any] = {"bytes": BODY, "pieces": [BODY], "file": path}
    return lambda client: client.put(bodies[request.param])


@pytest.fixture
def deaf_url() -> Iterator[str]:
    """The URL of a server that accepts connections and reads nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"


def test_deadline_bounds_sending(runner: Runner, deaf_url: str, put: Callable[[Any], Any]) -> None:
    runner.url = deaf_url
    ends_with(DeadlineExceededError, runner, put, **SHORT)


def test_timeout_bounds_sending(runner: Runner, deaf_url: str, put: Callable[[Any], Any]) -> None:
    timeout = Timeout(connect=FOREVER, read=FOREVER, write=0.25, pool=FOREVER)
    runner.url = deaf_url
    error = ends_with(APITimeoutError, runner, put, timeout=timeout, deadline=None, max_retries=0)
    assert isinstance(error, APITimeoutError)
    assert "sending timed out" in str(error)
    assert error.sent


def test_deadline_bounds_sending_to_a_server_that_reads_slowly(
    runner: Runner, put: Callable[[Any], Any]
) -> None:
    """Each single wait is short, but there are many of them."""
    sizes: list[int] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=_read_slowly, args=(listener, sizes), daemon=True).start()
        runner.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        ends_with(DeadlineExceededError, runner, put, **SHORT)
        assert sum(sizes) < len(BODY) / 2


def _read_slowly(listener: socket.socket, sizes: list[int]) -> None:
    with suppress(OSError):
        connection, _ = listener.accept()
        with connection:
            while piece := connection.recv(200_000):
                sizes.append(len(piece))
                time.sleep(0.02)


def test_slow_upload_is_no_timeout_as_long_as_it_goes_on(runner: Runner) -> None:
    """Neither reading nor writing times out while the server takes piece after piece."""
    timeout = Timeout(connect=9, read=1.0, write=1.0, pool=9)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=_read_all, args=(listener,), daemon=True).start()
        runner.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        called(runner, lambda client: client.put([bytes(500_000)] * 32), timeout=timeout)


def test_pause_of_what_is_uploaded_is_no_timeout(server: Loopback) -> None:
    """Only the server can be too slow in taking a piece."""

    def pieces() -> Iterator[bytes]:
        yield b"first "
        time.sleep(0.5)
        yield b"second"

    server.answer(answer())
    timeout = Timeout(connect=9, read=9, write=0.4, pool=9)
    runner = Runner("aiohttp", server.url)
    called(runner, lambda client: client.put(pieces()), timeout=timeout, max_retries=0)
    assert server.received[0].body == b"first second"


def _read_all(listener: socket.socket) -> None:
    with suppress(OSError):
        connection, _ = listener.accept()
        with connection:
            received = b""
            while b"\r\n0\r\n\r\n" not in received[-9:]:
                received = received[-9:] + connection.recv(500_000)
                time.sleep(0.04)
            connection.sendall(head("content-length: 0"))
