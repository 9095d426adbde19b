"""The selection of operations that a user has configured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.finding import Location


@dataclass(frozen=True)
class Choice:
    """Patterns that select operations (see `pattern.matches`).

    Args:
        include: patterns to include. Empty includes all operations.
        exclude: patterns to exclude from the included operations.
        places: location by pattern, for patterns from a file.
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    places: Mapping[str, Location] = field(default_factory=dict, compare=False)

    def __bool__(self) -> bool:
        return bool(self.include or self.exclude)
