"""Parts of a document that many operations refer to, each read once."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.pointer import Pointer

T = TypeVar("T")


class Once(Generic[T]):
    """What has been read at places of a document."""

    def __init__(self) -> None:
        self._known: dict[tuple[Pointer, Hashable], tuple[Any, T]] = {}

    def read(self, place: Cursor, read: Callable[[], T], also: Hashable = None) -> T:
        """Return what a function reads at a place, from memory if it has been called before.

        Args:
            place: The place. With a description beside a reference to it, it has another value.
            read: Reads the place.
            also: What else the result depends on.
        """
        key = place.pointer, also
        known = self._known.get(key)
        if known is None or known[0] is not place.value:
            known = self._known[key] = place.value, read()
        return known[1]
