"""When the watchdog wakes up, on a fake clock."""

from __future__ import annotations

import threading
import time

from specquilt.python.runtime.transport.watchdog import Watchdog

from .ending import FOREVER, Clock


def test_watchdog_interrupts_what_is_late_and_nothing_else() -> None:
    clock = Clock()
    interrupted: list[str] = []
    watchdog = Watchdog(clock)
    late = watchdog.watch(101.0, lambda: interrupted.append("late"))
    ended = watchdog.watch(101.0, lambda: interrupted.append("ended"))
    watchdog.watch(103.0, lambda: interrupted.append("later"))
    ended.end()
    watchdog.interrupt_expired()
    assert interrupted == []
    clock.now = 102.0
    watchdog.interrupt_expired()
    watchdog.interrupt_expired()
    assert interrupted == ["late"]
    assert (late.has_expired, ended.has_expired) == (True, False)
    late.end()
    assert watchdog.watched == 1


def test_watchdog_wakes_up_for_an_earlier_deadline() -> None:
    watchdog = Watchdog()
    done = threading.Event()
    watch = watchdog.watch(time.monotonic() + FOREVER, lambda: None)
    watchdog.watch(time.monotonic() + 0.05, done.set)
    assert done.wait(FOREVER / 2)
    watch.end()


def test_watchdog_sleeps_until_the_next_deadline() -> None:
    class Changed:
        """A condition that lets time pass."""

        def __enter__(self) -> None: ...

        def __exit__(self, *_: object) -> None: ...

        def notify(self) -> None: ...

        def wait(self, seconds: float) -> None:
            slept.append(seconds)
            now[0] += seconds

    slept: list[float] = []
    now = [100.0]
    watchdog = Watchdog(lambda: now[0])
    vars(watchdog).update(_changed=Changed(), _runs=True)
    for deadline in (100.75, 100.25, 99.0):
        watchdog.watch(deadline, lambda: None)
    watchdog._run()
    assert slept == [0.25, 0.5]
    assert watchdog.watched == 0
