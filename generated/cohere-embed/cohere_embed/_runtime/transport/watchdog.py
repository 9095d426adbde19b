"""Interrupts calls of other threads at their deadlines."""

from __future__ import annotations

import threading
from collections.abc import Callable
from math import inf
from time import monotonic
from typing import Final

from .processes import PerProcess


class Watch:
    """One watched call.

    Args:
        expires_at: Deadline as a value of `time.monotonic()`.
        interrupt: Called at the deadline, in another thread.
    """

    __slots__ = ("_watchdog", "expires_at", "has_expired", "interrupt")

    def __init__(
        self, watchdog: Watchdog, expires_at: float, interrupt: Callable[[], None]
    ) -> None:
        self._watchdog = watchdog
        self.expires_at = expires_at
        self.interrupt = interrupt
        self.has_expired = False

    def end(self) -> None:
        """Stop watching; the call is not interrupted any more. May be called repeatedly."""
        self._watchdog.end(self)


class Watchdog:
    """Watches calls with a thread, which runs only while there is any."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        # Reentrant: the garbage collector may end a watch while this thread holds the lock.
        self._changed = threading.Condition(threading.RLock())
        self._watches: set[Watch] = set()
        self._wakes_at = inf
        self._runs = False

    @property
    def watched(self) -> int:
        """Number of watched calls."""
        return len(self._watches)

    def watch(self, expires_at: float, interrupt: Callable[[], None]) -> Watch:
        """Call a function at a deadline, unless the watch is ended before."""
        watch = Watch(self, expires_at, interrupt)
        with self._changed:
            self._watches.add(watch)
            if not self._runs:
                self._runs = True
                threading.Thread(target=self._run, name="deadlines", daemon=True).start()
            elif expires_at < self._wakes_at:
                self._changed.notify()
        return watch

    def end(self, watch: Watch) -> None:
        """Forget a watch; wait for its interruption if that is under way."""
        with self._changed:
            self._watches.discard(watch)

    def _run(self) -> None:
        with self._changed:
            while self._watches:
                self.interrupt_expired()
                self._wakes_at = min((each.expires_at for each in list(self._watches)), default=inf)
                if self._watches:
                    self._changed.wait(max(self._wakes_at - self._clock(), 0))
            self._runs = False

    def interrupt_expired(self) -> None:
        """Interrupt the calls whose deadline has passed."""
        now = self._clock()
        for watch in [each for each in list(self._watches) if each.expires_at <= now]:
            self._watches.discard(watch)
            watch.has_expired = True
            watch.interrupt()


watchdogs: Final = PerProcess(Watchdog)
