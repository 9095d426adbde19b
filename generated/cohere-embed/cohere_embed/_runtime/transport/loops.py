"""One object per event loop: connections cannot be used in another loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Generic, TypeVar

from .processes import PerProcess

T = TypeVar("T")


class PerLoop(Generic[T]):
    """Creates one object for each event loop of a process, and drops those of closed loops.

    Args:
        make: Creates the object for the running loop.
    """

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._things: PerProcess[dict[asyncio.AbstractEventLoop, T]] = PerProcess(dict)

    def here(self) -> T:
        """Return the object of the running loop."""
        loop = asyncio.get_running_loop()
        thing = self._things.here().get(loop)
        return self._add(loop) if thing is None else thing

    def pop(self) -> T | None:
        """Remove and return the object of the running loop, if there is one."""
        return self._things.here().pop(asyncio.get_running_loop(), None)

    def _add(self, loop: asyncio.AbstractEventLoop) -> T:
        things = self._things.here()
        for known in list(things):
            if known.is_closed():
                things.pop(known, None)
        return things.setdefault(loop, self._make())
