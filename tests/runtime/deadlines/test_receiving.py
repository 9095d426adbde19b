"""Deadlines bound receiving, and interrupt nothing else."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from typing import Any

import httpx2
import pytest

from specquilt.python.runtime import DeadlineExceededError
from specquilt.python.runtime.headers import Headers
from specquilt.python.runtime.request import Request
from specquilt.python.runtime.transport.watchdog import watchdogs

from ..conftest import Runner
from ..scenarios import GOOD, head
from ..server import Loopback, Received, chunked, drips, stalls_after
from ..stand_in import Client
from .ending import FOREVER, SHORT, ends_with, get


def test_deadline_bounds_dripping_headers(runner: Runner, server: Loopback) -> None:
    server.answer(drips(head(*["a: b"] * 999), 0.01))
    ends_with(DeadlineExceededError, runner, get, **SHORT)


def test_deadline_bounds_a_dripping_chunk_size(runner: Runner, server: Loopback) -> None:
    server.answer(drips_after(head("transfer-encoding: chunked"), b"5;" + b"x" * 5000))
    ends_with(DeadlineExceededError, runner, get, **SHORT)


def test_deadline_bounds_a_body_that_only_closing_would_end(
    runner: Runner, server: Loopback
) -> None:
    server.answer(stalls_after(head() + b'{"job_id":"j1","status":"complete"}', FOREVER))
    ends_with(DeadlineExceededError, runner, get, **SHORT)


def drips_after(start: bytes, data: bytes) -> Callable[[socket.socket, Received], None]:
    """Send the start at once, then one byte at a time."""

    def behave(connection: socket.socket, request: Received) -> None:
        connection.sendall(start)
        drips(data, 0.01)(connection, request)

    return behave


def test_interrupted_call_leaves_others_alone(server: Loopback) -> None:
    """A user's sync client: only the connection of the late call is closed."""
    server.answer(drips(head(*["a: b"] * 999), 0.01), GOOD)
    runner = Runner("sync-httpx2-client", server.url)

    def use(client: Any) -> str:
        with pytest.raises(DeadlineExceededError):
            client.jobs.get("j1", options=SHORT | {"deadline": 1.0})
        return str(client.jobs.get("j2").job_id)

    assert runner.run(use, max_retries=0) == "j1"


def test_call_that_has_ended_is_not_interrupted(server: Loopback) -> None:
    server.answer(GOOD)
    runner = Runner("sync-httpx2-client", server.url)

    def use(client: Any) -> None:
        client.jobs.get("j1", options={"deadline": 0.3})
        time.sleep(0.5)
        client.jobs.get("j1")

    before = server.connections
    runner.run(use, max_retries=0)
    assert server.connections == before + 1
    assert watchdogs.here().watched == 0


def test_transport_of_the_user_is_bounded_between_two_pieces() -> None:
    """A documented limit: what such a transport waits for itself cannot be interrupted."""

    class Dripping:
        status = 200
        headers = Headers([])

        def send(self, request: Request) -> Dripping:
            return self

        def chunks(self) -> Iterator[bytes]:
            for _ in range(1000):
                time.sleep(0.02)
                yield b" "

        def close(self) -> None:
            pass

    client = Client("k", transport=Dripping(), **SHORT)
    with client, pytest.raises(DeadlineExceededError):
        client.jobs.get("j1")


def test_answer_that_is_not_read_to_its_end_is_watched_until_it_is_closed(
    server: Loopback,
) -> None:
    server.answer(chunked(b"x"))
    with httpx2.Client() as http_client:
        client = Client("k", base_url=server.url, http_client=http_client, deadline=FOREVER)
        before = watchdogs.here().watched
        download = client.download(options={"deadline": FOREVER})
        assert watchdogs.here().watched == before + 1
        download.close()
        assert watchdogs.here().watched == before
