"""Locks: one thread or task at a time does what the others only need the result of."""

from __future__ import annotations

import threading
from typing import Protocol

from .processes import PerProcess


class Turns(Protocol):
    """A lock."""

    async def acquire(self, seconds: float | None) -> bool:
        """Wait for the lock, but no longer than some seconds. Return whether it was acquired."""
        ...

    def release(self) -> None:
        """Let the next one have its turn."""
        ...


class ThreadTurns:
    """A lock for threads; a child process has its own."""

    def __init__(self) -> None:
        self._lock = PerProcess(threading.Lock)

    async def acquire(self, seconds: float | None) -> bool:
        """Block the thread until it has the lock or the time is over."""
        return self._lock.here().acquire(timeout=-1 if seconds is None else seconds)

    def release(self) -> None:
        """Let the next thread have its turn."""
        self._lock.here().release()


class TaskTurns:
    """A lock for the tasks of each event loop."""

    def __init__(self) -> None:
        import asyncio

        from .loops import PerLoop

        self._locks = PerLoop(asyncio.Lock)

    async def acquire(self, seconds: float | None) -> bool:
        """Suspend the task until it has the lock or the time is over."""
        import asyncio

        try:
            async with asyncio.timeout(seconds):
                return await self._locks.here().acquire()
        except TimeoutError:
            return False

    def release(self) -> None:
        """Let the next task have its turn."""
        self._locks.here().release()
