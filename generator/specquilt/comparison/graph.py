"""Which operations a pair of schemas is part of, and on which side.

Nodes are pairs of schemas, and the operations that they are found from. A change of a shared schema is
one change, so what it means follows from all operations that reach its node.
"""

from __future__ import annotations

from enum import IntFlag
from typing import TypeAlias

from specquilt.openapi.dataclass import dataclass

Pair: TypeAlias = tuple[str, str]
"""Ids of an old and a new schema."""


class Sides(IntFlag):
    """What requests contain, what answers contain, or both."""

    SENT = 1
    RECEIVED = 2
    BOTH = 3


@dataclass(frozen=True)
class Use:
    """The operations that reach a node, as bits by their position: in requests, and in answers."""

    sent: int = 0
    received: int = 0

    @property
    def operations(self) -> int:
        """All operations."""
        return self.sent | self.received

    def on(self, side: Sides) -> Use:
        """Return what is left on a side."""
        if side is Sides.BOTH:
            return self
        return Use(
            self.sent if side is Sides.SENT else 0, self.received if side is Sides.RECEIVED else 0
        )

    def joined(self, other: Use) -> Use:
        """Return the operations of both."""
        return Use(self.sent | other.sent, self.received | other.received)


class Graph:
    """The nodes, and what each leads to."""

    def __init__(self) -> None:
        self._uses: list[Use] = []
        self._edges: list[dict[int, Sides]] = []
        self.pairs: dict[Pair, int] = {}

    def root(self, operation: int, side: Sides) -> int:
        """Add an operation and return its node.

        Args:
            operation: Position of the operation, or of the package itself behind all operations.
            side: The side of what is found from this node.
        """
        bit = 1 << operation
        return self._add(Use(bit, bit).on(side))

    def pair(self, pair: Pair, above: int, side: Sides) -> tuple[int, bool]:
        """Return the node of two schemas, and whether it is new.

        Args:
            pair: The schemas.
            above: The node that it was found from.
            side: The sides on which it can be reached from there.
        """
        is_new = pair not in self.pairs
        if is_new:
            self.pairs[pair] = self._add(Use())
        node = self.pairs[pair]
        self._edges[above][node] = self._edges[above].get(node, Sides(0)) | side
        return node, is_new

    def spread(self) -> list[Use]:
        """Return the use of each node."""
        uses = list(self._uses)
        waiting = list(range(len(uses)))
        while waiting:
            node = waiting.pop()
            for target, side in self._edges[node].items():
                known, more = uses[target], uses[node].on(side)
                if more.sent & ~known.sent or more.received & ~known.received:
                    uses[target] = known.joined(more)
                    waiting.append(target)
        return uses

    def _add(self, use: Use) -> int:
        self._uses.append(use)
        self._edges.append({})
        return len(self._uses) - 1
