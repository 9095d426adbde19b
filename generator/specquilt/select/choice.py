"""What is wanted of a document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from specquilt.openapi.finding import Location


@dataclass(frozen=True)
class Choice:
    """Patterns of operations (see `pattern.matches`).

    Args:
        include: what is wanted; everything, if there is none.
        exclude: what is left out of that.
        places: where a pattern is written, if in a file.
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    places: Mapping[str, Location] = field(default_factory=dict, compare=False)

    def __bool__(self) -> bool:
        return bool(self.include or self.exclude)
