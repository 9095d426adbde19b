"""Which problems can be mended in the same round without getting into each other's way."""

from __future__ import annotations

from dataclasses import dataclass, field

from specquilt.openapi.edits import Edit
from specquilt.openapi.pointer import Pointer


@dataclass
class Round:
    """The places that the problems chosen so far will change; the first one to come wins."""

    _changed: set[Pointer] = field(default_factory=set)
    _above: set[Pointer] = field(default_factory=set)

    def admits(self, edits: tuple[Edit, ...]) -> bool:
        """Take the edits of one problem in, if none of them meets an earlier one.

        What is not admitted is found again in the next round, at whatever place it is then.
        """
        places = [edit.pointer for edit in edits]
        if any(self._meets(place) for place in places):
            return False
        self._changed.update(places)
        self._above.update(above for place in places for above in _above(place))
        return True

    def _meets(self, place: Pointer) -> bool:
        """Say whether the place is inside of what changes, or the other way round."""
        return (
            place in self._changed
            or place in self._above
            or not self._changed.isdisjoint(_above(place))
        )


def _above(pointer: Pointer) -> list[Pointer]:
    return [pointer[:length] for length in range(len(pointer))]
