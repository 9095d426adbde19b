"""Threads that watch deadlines."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from specquilt.python.runtime.transport.dialing import resolved
from specquilt.python.runtime.transport.watchdog import Watchdog


def _watch() -> None:
    done = threading.Event()
    Watchdog().watch(0.0, done.set)
    assert done.wait(9)


def _resolve() -> None:
    resolved("localhost", 80, 9.0)


def test_one_thread_watches_all_calls(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[str] = []
    monkeypatch.setattr(threading.Thread, "start", lambda thread: started.append(thread.name))
    watchdog = Watchdog()
    for _ in range(3):
        watchdog.watch(float("inf"), lambda: None)
    assert started == ["deadlines"]


@pytest.mark.parametrize("use", [_watch, _resolve], ids=["watchdog", "resolver"])
def test_program_does_not_wait_for_threads_of_its_deadlines(
    use: Callable[[], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[bool] = []
    genuine = threading.Thread.start

    def start(thread: threading.Thread) -> None:
        started.append(thread.daemon)
        genuine(thread)

    monkeypatch.setattr(threading.Thread, "start", start)
    use()
    assert started == [True]


def test_watchdog_works_again_after_its_thread_has_ended() -> None:
    watchdog = Watchdog()
    for _ in range(3):
        done = threading.Event()
        watchdog.watch(0.0, done.set)
        assert done.wait(9)
        for thread in [each for each in threading.enumerate() if each.name == "deadlines"]:
            thread.join(0.1)


@pytest.mark.parametrize(
    ("host", "seconds"), [("127.0.0.9", 9.0), ("::1", 9.0), ("localhost", None)]
)
def test_thread_resolves_only_names_and_only_within_a_limit(
    host: str, seconds: float | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[threading.Thread] = []
    monkeypatch.setattr(threading.Thread, "start", started.append)
    assert resolved(host, 80, seconds)
    assert started == []
