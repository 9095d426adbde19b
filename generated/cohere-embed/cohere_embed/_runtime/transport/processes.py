"""One object per process: after a fork, connections belong to the parent process."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class PerProcess(Generic[T]):
    """Creates one object, and another one in each child process.

    A child keeps its parent's object, but neither uses nor closes it: that would affect the parent.

    Args:
        make: Creates the object.
    """

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._thing = make()
        self._owner = os.getpid()

    def here(self) -> T:
        """Return the object of this process."""
        if self._owner != os.getpid():
            _inherited.append(self._thing)
            self._thing = self._make()
            self._owner = os.getpid()
        return self._thing

    def pop(self) -> T:
        """Remove and return the object of this process."""
        thing, self._thing = self.here(), self._make()
        return thing


_inherited: list[object] = []
