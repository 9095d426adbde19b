"""Collects changes: each once, however many ways lead to it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace

from specquilt.comparison.graph import Graph, Sides, Use
from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.pointer import Pointer
from specquilt.rules.changes import changes as rules
from specquilt.rules.changes.rule import MAJOR, NOTHING, Verdicts


@dataclass(frozen=True)
class ApiChange:
    """One change.

    Args:
        rule: Id of the kind of change.
        text: The change in the terms of a caller, as one sentence.
        old, new: Places in the old and the new document.
        node: Node of the graph that it was found at.
        call: The call that it is about, if it is about one.
        detail: What tells it from other changes of the same kind at the same place.
        side: The sides on which it matters.
        is_shared: Whether the same change of several operations is one change.
        use: The operations that it concerns.
        known: Keys of what code of callers uses: see `callers`.
        within: Numbers of changes that it belongs to: it is none of its own if one breaks callers.
    """

    rule: str
    text: str
    old: Pointer
    new: Pointer
    node: int
    call: str = ""
    detail: str = ""
    side: Sides = Sides.BOTH
    is_shared: bool = False
    use: Use = Use()
    known: tuple[str, ...] = ()
    within: range = range(0)


class Changes:
    """The changes that a walk has found, and the graph that it has built."""

    def __init__(self) -> None:
        self.graph = Graph()
        self._found: list[ApiChange] = []

    def add(self, change: ApiChange) -> None:
        """Add a change."""
        self._found.append(change)

    @property
    def count(self) -> int:
        """How many changes have been found so far."""
        return len(self._found)

    def result(self) -> list[ApiChange]:
        """Return each change once, with the operations that it concerns, in the order of the walk."""
        uses = self.graph.spread()
        known = [replace(each, use=uses[each.node].on(each.side)) for each in self._found]
        real = [e for e in known if e.use.operations and not _breaks(known[n] for n in e.within)]
        for key in (_of_text, _of_old_place, _of_new_place):
            real = _merged(real, key)
        return _absorbed(real)


def _breaks(changes: Iterable[ApiChange]) -> bool:
    return any(verdicts_of(each).sdk is MAJOR for each in changes)


def _joined(first: ApiChange, other: ApiChange) -> ApiChange:
    known = tuple(dict.fromkeys((*first.known, *other.known)))
    return replace(first, use=first.use.joined(other.use), known=known)


def _of_text(change: ApiChange) -> Hashable:
    return (change.rule, change.detail) if change.is_shared else None


def _of_old_place(change: ApiChange) -> Hashable:
    return (change.rule, change.old, change.detail)


def _of_new_place(change: ApiChange) -> Hashable:
    return (change.rule, change.new, change.detail)


def _merged(changes: Iterable[ApiChange], key: Callable[[ApiChange], Hashable]) -> list[ApiChange]:
    """Return the changes without those that have the key of an earlier one, which gets their use."""
    kept: dict[Hashable, ApiChange] = {}
    for number, change in enumerate(changes):
        known = key(change) or number
        first = kept.get(known)
        kept[known] = _joined(first, change) if first else change
    return list(kept.values())


_MORE_EXACT = {
    "field-removed": "field-became-read-only",
    "required-field-removed": "field-became-read-only",
    "field-added": "field-not-read-only",
    "required-field-added": "field-not-read-only",
}
"""A field that is read-only is no argument: what has come or gone there is no change of its own."""


def _absorbed(changes: list[ApiChange]) -> list[ApiChange]:
    """Return the changes without arguments that come and go with the sides of a field.

    The field has the keys of the arguments.
    """
    exact = {(each.rule, at): n for n, each in enumerate(changes) for at in (each.old, each.new)}
    kept = dict(enumerate(changes))
    for number, each in enumerate(changes):
        rule = _MORE_EXACT.get(each.rule, "")
        found = exact.get((rule, each.old), exact.get((rule, each.new)))
        if found is not None:
            known = tuple(dict.fromkeys((*kept[found].known, *each.known)))
            kept[found] = replace(kept[found], known=known)
            del kept[number]
    return list(kept.values())


def verdicts_of(change: ApiChange) -> Verdicts:
    """Return the verdicts of a change: the more severe ones of the sides that it is on."""
    rule, use = rules()[change.rule], change.use
    sent = rule.sent if use.sent else NOTHING
    received = (rule.received or rule.sent) if use.received else NOTHING
    return sent.joined(received)
