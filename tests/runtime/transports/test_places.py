"""What belongs to one process or event loop, and whose turn it is there."""

from __future__ import annotations

import asyncio
import gc
import os
import select
import threading
import weakref

import pytest

from specquilt.python.runtime.transport import processes
from specquilt.python.runtime.transport.idle_check import Watched
from specquilt.python.runtime.transport.processes import PerProcess
from specquilt.python.runtime.transport.turns import TaskTurns, ThreadTurns


class Thing:
    """What a process or an event loop has one of."""


def test_child_has_a_thing_of_its_own_and_keeps_that_of_its_parent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """To drop the parent's connections would close them, and with TLS say goodbye to the server."""
    monkeypatch.setattr(processes, "_inherited", [])
    per_process = PerProcess(Thing)
    parents = weakref.ref(per_process.here())
    assert per_process.here() is parents()
    monkeypatch.setattr(os, "getpid", lambda: -1)
    child = per_process.here()
    gc.collect()
    assert parents() is not None
    assert child is not parents()
    assert per_process.here() is child


def test_what_is_taken_away_is_replaced() -> None:
    per_process = PerProcess(Thing)
    first = per_process.here()
    assert per_process.pop() is first
    assert per_process.here() is not first


def test_thread_waits_for_its_turn_no_longer_than_it_wants_to() -> None:
    turns = ThreadTurns()
    results: list[bool] = []

    def wait() -> None:
        results.append(asyncio.run(turns.acquire(0.01)))
        turns_over.set()
        results.append(asyncio.run(turns.acquire(None)))

    turns_over = threading.Event()
    assert asyncio.run(turns.acquire(None))
    thread = threading.Thread(target=wait, daemon=True)
    thread.start()
    assert turns_over.wait(9)
    assert results == [False]
    turns.release()
    thread.join(9)
    assert results == [False, True]


def test_task_waits_for_its_turn_no_longer_than_it_wants_to() -> None:
    async def use() -> list[bool]:
        turns = TaskTurns()
        first, second = await turns.acquire(None), await turns.acquire(0.01)
        turns.release()
        return [first, second, await turns.acquire(None)]

    assert asyncio.run(use()) == [True, False, True]


class Connection:
    """A socket with the number 0, and the connection that has it."""

    number = 0

    def fileno(self) -> int:
        return self.number

    def get_extra_info(self, info: str) -> object:
        return self if info == "socket" else f"their {info}"


class Poller:
    """Says that there is nothing to read."""

    waited: list[int]

    def register(self, number: int, events: int) -> None:
        self.waited = []

    def poll(self, milliseconds: int) -> list[object]:
        self.waited.append(milliseconds)
        return []


def test_check_of_an_idle_connection_does_not_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    poller, connection = Poller(), Connection()
    monkeypatch.setattr(select, "poll", lambda: poller)
    watched = Watched(connection)
    assert watched.get_extra_info("is_readable") is False
    assert poller.waited == [0]
    connection.number = -1
    assert watched.get_extra_info("is_readable") is True


def test_connection_is_asked_itself_where_sockets_cannot_be_polled(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr(select, "poll")
    watched = Watched(Connection())
    assert watched.get_extra_info("is_readable") == "their is_readable"
