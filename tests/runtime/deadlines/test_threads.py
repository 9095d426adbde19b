"""Threads that watch deadlines."""

from __future__ import annotations

import threading

import pytest

from specquilt.python.runtime.transport.watchdog import Watchdog


def test_one_thread_watches_all_calls(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[str] = []
    monkeypatch.setattr(threading.Thread, "start", lambda thread: started.append(thread.name))
    watchdog = Watchdog()
    for _ in range(3):
        watchdog.watch(float("inf"), lambda: None)
    assert started == ["deadlines"]
