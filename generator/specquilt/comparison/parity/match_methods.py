"""Matches methods: by equal calls, then by their requests, and as a last guess by similar names."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from specquilt.comparison.parity.inventory import Inventory, PublicMethod
from specquilt.comparison.parity.match import Status
from specquilt.comparison.parity.routes import RouteIndex
from specquilt.openapi.dataclass import dataclass

_SIMILAR = 0.8
"""Lowest similarity of a guess, from 0 to 1."""


@dataclass(frozen=True)
class MethodMatch:
    """A method of an installed package, and the one that replaces it.

    Args:
        theirs: The method.
        ours: Its counterpart; None if there is none.
        status: What has become of it; None if it is written by hand.
        note: Why.
    """

    theirs: PublicMethod
    ours: PublicMethod | None
    status: Status | None
    note: str = ""


def match_methods(theirs: Inventory, ours: Inventory) -> list[MethodMatch]:
    """Return what has become of each method, in the order of the package."""
    return _Matcher(ours).match(theirs.methods)


class _Matcher:
    def __init__(self, ours: Inventory) -> None:
        self._ours = ours.methods
        self._by_call = {each.call: each for each in ours.methods}
        self._routes = RouteIndex(ours.methods, ours.prefixes)
        self._found: dict[str, MethodMatch] = {}
        self._taken: dict[str, str] = {}

    def match(self, methods: tuple[PublicMethod, ...]) -> list[MethodMatch]:
        for each in methods:
            self._by_name(each)
        groups: dict[str, list[PublicMethod]] = {}
        for each in self._open(methods):
            if found := self._routes.find(each.route):
                groups.setdefault(str(found[0].route), []).append(each)
        for group in groups.values():
            self._by_route(group)
        for each in self._open(methods):
            self._by_name_alone(each)
        for each in self._open(methods):
            self._by_similarity(each)
        return [self._found[each.call] for each in methods]

    def _open(self, methods: Iterable[PublicMethod]) -> list[PublicMethod]:
        return [each for each in methods if each.call not in self._found]

    def _note(self, theirs: PublicMethod, ours: PublicMethod | None, status: Status) -> None:
        note = str(ours.route if ours else theirs.route)
        self._found[theirs.call] = MethodMatch(theirs, ours, status, note)
        if ours:
            self._taken[ours.call] = theirs.call

    def _by_name(self, theirs: PublicMethod) -> None:
        """Match a method of the same call and request, or whose request is not known."""
        ours = self._by_call.get(theirs.call)
        if ours is not None and (theirs.route is None or ours in self._routes.find(theirs.route)):
            self._note(theirs, ours, Status.PRESENT)

    def _by_name_alone(self, theirs: PublicMethod) -> None:
        """Match a method of the same call whose request the document does not have."""
        ours = self._by_call.get(theirs.call)
        if ours is not None and ours.call not in self._taken:
            self._note(theirs, ours, Status.PRESENT)

    def _by_route(self, group: list[PublicMethod]) -> None:
        """Match methods of one request, the closest first; those that are left do something more."""
        every = self._routes.find(group[0].route)
        fitting = [(i, t, o) for i, t in enumerate(group) for o in every if _fits(t, o, every)]
        pairs = [(_closeness(t, o), -i, t, o) for i, t, o in fitting]
        for _, _, theirs, own in sorted(pairs, key=lambda pair: pair[:2], reverse=True):
            if theirs.call not in self._found and own.call not in self._taken:
                self._note(theirs, own, Status.RENAMED)
        for each in self._open(group):
            self._found[each.call] = self._second(each, every)

    def _second(self, theirs: PublicMethod, every: list[PublicMethod]) -> MethodMatch:
        """Return what becomes of a method whose request another one sends, too."""
        if _streams(theirs) and not any(each.streams for each in every):
            return MethodMatch(theirs, None, Status.MISSING, "the document describes no stream")
        note = f"sends the request of {self._taken.get(every[0].call, every[0].call)}"
        return MethodMatch(theirs, None, None, note)

    def _by_similarity(self, theirs: PublicMethod) -> None:
        if theirs.route is None:
            note = "its code has no request with a literal path"
            self._found[theirs.call] = MethodMatch(theirs, None, None, note)
            return
        free = [each for each in self._ours if each.call not in self._taken and each.route]
        same_verb = {each.call: each for each in free if each.route.verb == theirs.route.verb}  # type: ignore[union-attr]
        close = difflib.get_close_matches(theirs.call, list(same_verb), n=1, cutoff=_SIMILAR)
        ours = same_verb[close[0]] if close else None
        self._note(theirs, ours, Status.SIMILAR if ours else Status.MISSING)


def _fits(theirs: PublicMethod, ours: PublicMethod, every: list[PublicMethod]) -> bool:
    """Return whether a method can stand for another: only one that streams for a streaming variant."""
    is_variant = ours.streams and not all(each.streams for each in every)
    return _streams(theirs) or not is_variant


def _streams(theirs: PublicMethod) -> bool:
    is_named_so = "stream" in theirs.call.rpartition(".")[2]
    return is_named_so or bool(theirs.streamed and not theirs.returns)


def _closeness(theirs: PublicMethod, ours: PublicMethod) -> tuple[bool, bool, int, float]:
    """Return how well two methods of one request fit: streaming, arguments, names.

    A method that can stream or not is no helper: helpers do one of both.
    """
    shared = {each.name for each in theirs.arguments} & {each.name for each in ours.arguments}
    likeness = difflib.SequenceMatcher(None, theirs.call, ours.call).ratio()
    does_both = bool(theirs.streamed and theirs.returns)
    return _streams(theirs) == ours.streams, does_both, len(shared), likeness
