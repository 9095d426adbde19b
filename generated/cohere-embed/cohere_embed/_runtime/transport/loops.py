"""One thing per event loop: connections cannot move from one loop to another."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class PerLoop(Generic[T]):
    """Makes one thing for each event loop, and drops those of closed loops.

    After a fork all things belong to the parent process: they are kept, but never used or shut
    down, as that would disturb the parent's connections.

    Args:
        make: makes the thing for the running loop.
    """

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._things: dict[asyncio.AbstractEventLoop, T] = {}
        self._owner = os.getpid()

    def here(self) -> T:
        """Return the running loop's thing."""
        if self._owner != os.getpid():
            _inherited.append(self._things)
            self._things = {}
            self._owner = os.getpid()
        loop = asyncio.get_running_loop()
        thing = self._things.get(loop)
        return self._add(loop) if thing is None else thing

    def pop(self) -> T | None:
        """Return and forget the running loop's thing, if there is one."""
        return self._things.pop(asyncio.get_running_loop(), None)

    def _add(self, loop: asyncio.AbstractEventLoop) -> T:
        for known in list(self._things):
            if known.is_closed():
                self._things.pop(known, None)
        return self._things.setdefault(loop, self._make())


_inherited: list[object] = []
