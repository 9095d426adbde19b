"""What became of each key of a configuration."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from specquilt.openapi.pointer import Pointer, exists, resolve


def leaves(value: Any, at: Pointer = ()) -> Iterator[Pointer]:
    """Yield the pointers of all values that contain no others: these are the keys that count."""
    parts: Iterable[tuple[str | int, Any]] = ()
    if isinstance(value, dict):
        parts = value.items()
    elif isinstance(value, list):
        parts = enumerate(value)
    found = False
    for name, part in parts:
        found = True
        yield from leaves(part, (*at, name))
    if not found:
        yield at


class Ledger:
    """The keys of a configuration: open at first, then claimed, then used or reported.

    Args:
        data: the configuration, by file.
    """

    def __init__(self, data: dict[str, Any]) -> None:
        self._data = data
        self._open = dict.fromkeys(leaves(data)) if data else {}
        self.used: dict[Pointer, str] = {}
        self.reported: dict[Pointer, str] = {}

    @property
    def open(self) -> tuple[Pointer, ...]:
        """The keys that nothing has claimed."""
        return tuple(self._open)

    def claim(self, *places: Pointer) -> tuple[Pointer, ...]:
        """Return the keys at and below some places that nothing has claimed before."""
        found = [leaf for at in places for leaf in self._below(at) if leaf in self._open]
        for leaf in found:
            del self._open[leaf]
        return tuple(found)

    def use(self, keys: Iterable[Pointer], what: str) -> None:
        """Note what claimed keys are used for."""
        self.used.update(dict.fromkeys(keys, what))

    def report(self, keys: Iterable[Pointer], reason: str) -> None:
        """Note why claimed keys have no counterpart."""
        self.reported.update(dict.fromkeys(keys, reason))

    def _below(self, at: Pointer) -> Iterator[Pointer]:
        return leaves(resolve(self._data, at), at) if exists(self._data, at) else iter(())
