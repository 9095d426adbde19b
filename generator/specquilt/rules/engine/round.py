"""Which problems can be fixed in the same round without conflicts."""

from __future__ import annotations

from dataclasses import field

from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.edits import Edit
from specquilt.openapi.pointer import Pointer


@dataclass
class Round:
    """The places that the problems chosen so far will change; the first problem wins."""

    _changed: set[Pointer] = field(default_factory=set)
    _above: set[Pointer] = field(default_factory=set)

    def admits(self, edits: tuple[Edit, ...]) -> bool:
        """Accept the edits of one problem, unless one of them conflicts with an earlier one.

        What is not accepted is found again in the next round, wherever it is then.
        """
        places = [edit.pointer for edit in edits]
        if any(self._meets(place) for place in places):
            return False
        self._changed.update(places)
        self._above.update(above for place in places for above in _above(place))
        return True

    def _meets(self, place: Pointer) -> bool:
        """Say whether a place is inside of one that changes, or the other way round."""
        return (
            place in self._changed
            or place in self._above
            or not self._changed.isdisjoint(_above(place))
        )


def _above(pointer: Pointer) -> list[Pointer]:
    return [pointer[:length] for length in range(len(pointer))]
