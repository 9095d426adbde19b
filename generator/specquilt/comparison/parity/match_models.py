"""Matches models: by equal names, then by where they are used."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping

from specquilt.comparison.parity.inventory import Inventory, PublicModel
from specquilt.comparison.parity.match import NameMatch, Status
from specquilt.comparison.parity.match_arguments import pairs
from specquilt.comparison.parity.match_methods import MethodMatch
from specquilt.openapi.words import words

Names = tuple[str, ...]

_ALIKE = 0.5
"""Lowest part of shared words of two members of unions that stand for each other."""

_MOST_PAIRS = 40_000
"""Pairs of members of two unions that are compared."""


def match_models(
    theirs: Inventory, ours: Inventory, methods: Iterable[MethodMatch]
) -> tuple[NameMatch, ...]:
    """Return what has become of the models of the methods that have a counterpart."""
    matched = [each for each in methods if each.ours is not None]
    return _ModelMatcher(theirs, ours).match(matched)


class _ModelMatcher:
    def __init__(self, theirs: Inventory, ours: Inventory) -> None:
        self._theirs = {each.name: each for each in theirs.models}
        self._main = _main_names(theirs.models)
        self._ours = {each.name: each for each in ours.models}
        self._known = _main_names(ours.models)
        self._streams = {str(each.route): each for each in ours.methods if each.streams}
        self._letters = {_letters(name): main for name, main in self._known.items()}

    def match(self, methods: list[MethodMatch]) -> tuple[NameMatch, ...]:
        used = self._reachable(name for each in methods for name in _names(each))
        paired = self._by_place(methods)
        return tuple(self._matched(self._theirs[name], paired) for name in sorted(used))

    def _matched(self, model: PublicModel, paired: Mapping[str, str]) -> NameMatch:
        own = self._same(model.name)
        if own:
            return NameMatch(model.name, Status.PRESENT, model.name, self._ours[own].schema)
        if name := paired.get(model.name) or self._letters.get(_letters(model.name)):
            return NameMatch(model.name, Status.RENAMED, name, self._ours[name].schema)
        return NameMatch(model.name, Status.MISSING)

    def _same(self, name: str) -> str:
        """Return the model of the generated client that has a name; empty if there is none."""
        return self._known.get(name, "")

    def _reachable(self, names: Iterable[str]) -> set[str]:
        found: set[str] = set()
        waiting = deque(names)
        while waiting:
            name = self._main.get(waiting.popleft(), "")
            if name and name not in found:
                found.add(name)
                waiting.extend(
                    each for inner in self._theirs[name].fields.values() for each in inner
                )
        return found

    def _by_place(self, methods: list[MethodMatch]) -> dict[str, str]:
        """Return the models that are at the same places as models of other names."""
        votes: Counter[tuple[str, str]] = Counter()
        waiting = deque(pair for each in methods for pair in self._places(each))
        seen: set[tuple[str, str]] = set()
        while waiting:
            for pair in self._paired(*waiting.popleft()):
                votes[pair] += 1
                if pair not in seen:
                    seen.add(pair)
                    waiting.extend(self._inner(*pair))
        return self._most_frequent(votes)

    def _places(self, match: MethodMatch) -> Iterator[tuple[Names, Names]]:
        theirs, ours = match.theirs, match.ours
        if ours is not None:
            variant = self._streams.get(str(ours.route), ours)
            yield theirs.returns, ours.returns
            yield theirs.streamed, variant.streamed
            yield from ((left.models, right.models) for left, right in pairs(theirs, ours))

    def _paired(self, theirs: Names, ours: Names) -> Iterator[tuple[str, str]]:
        """Yield the models of two types that stand for each other: equal, single or alike ones."""
        left = {self._main[name] for name in theirs if name in self._main}
        right = {self._known[name] for name in ours if name in self._known}
        if len(left) != len(right):
            opened = _members(left, self._theirs, self._main) if len(right) > 1 else left
            right = _members(right, self._ours, self._known) if len(left) > 1 else right
            left = opened
        both = {name for name in left if self._same(name) in right}
        yield from ((name, self._same(name)) for name in both)
        left, right = left - both, right - {self._same(name) for name in both}
        if len(left) == len(right) == 1:
            yield left.pop(), right.pop()
        elif 0 < len(left) * len(right) <= _MOST_PAIRS:
            yield from _alike(left, right)

    def _inner(self, theirs: str, ours: str) -> Iterator[tuple[Names, Names]]:
        left, right = self._theirs[theirs].fields, self._ours[ours].fields
        same = {_letters(name): names for name, names in right.items()}
        for name, names in left.items():
            yield names, same.get(_letters(name), ())

    def _most_frequent(self, votes: Counter[tuple[str, str]]) -> dict[str, str]:
        """Return the model that most often stands for each model without an equal name."""
        found: dict[str, str] = {}
        for (theirs, ours), _ in votes.most_common():
            if not self._same(theirs):
                found.setdefault(theirs, ours)
        return found


def _members(
    names: set[str], models: Mapping[str, PublicModel], main: Mapping[str, str]
) -> set[str]:
    """Return the members of a single union; other names as they are."""
    inner = (models[name].fields.get("", ()) for name in names) if len(names) == 1 else ()
    return {main[each] for found in inner for each in found if each in main} or names


def _alike(left: set[str], right: set[str]) -> Iterator[tuple[str, str]]:
    """Yield the names of which each is the closest to the other, by the words that tell them apart."""
    one, other = _telling_words(left), _telling_words(right)
    closest = {
        name: max(sorted(other), key=lambda own: _shared(found, other[own]))
        for name, found in one.items()
    }
    back = {
        own: max(sorted(one), key=lambda name: _shared(one[name], found))
        for own, found in other.items()
    }
    for theirs, ours in sorted(closest.items()):
        if back[ours] == theirs and _shared(one[theirs], other[ours]) >= _ALIKE:
            yield theirs, ours


def _telling_words(names: set[str]) -> dict[str, frozenset[str]]:
    """Return the words of each name that not all of the names have."""
    found = {name: frozenset(word.lower() for word in words(name)) for name in names}
    common = frozenset.intersection(*found.values()) if len(found) > 1 else frozenset()
    return {name: each - common or each for name, each in found.items()}


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the part of the words of two names that they share."""
    return len(one & other) / len(one | other) if one | other else 0.0


def _main_names(models: Iterable[PublicModel]) -> dict[str, str]:
    """Return the names of models by all of their names."""
    listed = list(models)
    others = {other: each.name for each in listed for other in each.other_names}
    return others | {each.name: each.name for each in listed}


def _names(match: MethodMatch) -> Iterator[str]:
    yield from (*match.theirs.returns, *match.theirs.streamed)
    for argument in match.theirs.arguments:
        yield from argument.models


def _letters(name: str) -> str:
    return name.replace("_", "").replace("-", "").lower()
