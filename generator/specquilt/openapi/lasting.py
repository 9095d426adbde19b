"""Facts about the parts of large documents that last: they are kept between runs.

They are kept in groups: an entry for each part would take longer than to look at most of them. A part
that has changed makes the others of its group unknown, too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, Protocol, TypeVar
from zlib import crc32

T = TypeVar("T")
Key = TypeVar("Key", bound=tuple[Any, ...])

MANY = 200
"""Unknown parts from which on it pays: to look at fewer takes no longer than to look them up."""

_GROUP = 100
"""Parts of a group, more or less."""


class Store(Protocol):
    """Where texts are kept between runs."""

    def get(self, made_from: Iterable[bytes]) -> str | None:
        """Return what was made from some contents; None if that is not known."""

    def put(self, made: str, made_from: Iterable[bytes]) -> None:
        """Keep what was made from some contents, if that is possible."""


class Lasting(Generic[T]):
    """A function of the value of a part, whose results can be kept.

    Args:
        name: what it is kept as.
        compute: the function.
        plain: returns a result as values of JSON.
        revived: returns a result that was kept so.
    """

    def __init__(
        self,
        name: str,
        compute: Callable[[Any], T],
        plain: Callable[[T], Any],
        revived: Callable[[Any], T],
    ) -> None:
        self.name, self.plain, self.revived = name, plain, revived
        self._compute = compute

    def __call__(self, value: Any) -> T:
        return self._compute(value)


def groups(keys: Sequence[Key]) -> list[list[Key]]:
    """Divide parts by their pointers, with which keys begin, so that a new one changes one group."""
    if len(keys) < MANY:
        return []
    number = 1 << (len(keys) // _GROUP).bit_length()
    found: defaultdict[int, list[Key]] = defaultdict(list)
    for key in keys:
        found[crc32(repr(key[0]).encode()) % number].append(key)
    return [*found.values()]
