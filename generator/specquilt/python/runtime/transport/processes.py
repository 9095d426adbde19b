"""One thing per process: after a fork, connections belong to the parent."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class PerProcess(Generic[T]):
    """Makes one thing, and another one in a child process.

    The parent's thing is kept, but never used or shut down, as that would disturb the parent.

    Args:
        make: makes the thing.
    """

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._thing = make()
        self._owner = os.getpid()

    def here(self) -> T:
        """Return this process' thing."""
        if self._owner != os.getpid():
            _inherited.append(self._thing)
            self._thing = self._make()
            self._owner = os.getpid()
        return self._thing

    def pop(self) -> T:
        """Return and forget this process' thing."""
        thing, self._thing = self.here(), self._make()
        return thing


_inherited: list[object] = []
