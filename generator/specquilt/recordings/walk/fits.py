"""How well a value fits the alternatives of a union, and what cannot be said for that reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from specquilt.openapi.pointer import Pointer
from specquilt.recordings.walk.notes import CONTRADICTIONS, DriftFact


class AlternativeFit(NamedTuple):
    """How badly a value fits an alternative; the least is the best.

    Args:
        contradictions: What a typed program would trip over.
        unknown_fields: Other facts.
        is_unlike: Whether the value has none of its fields.
        facts: All of them.
    """

    contradictions: int
    unknown_fields: int
    is_unlike: bool
    facts: frozenset[DriftFact]

    @property
    def score(self) -> tuple[int, int, bool]:
        """What alternatives are compared by."""
        return self[:3]

    def is_likely_beside(self, best: AlternativeFit) -> bool:
        """Return whether a value may as well be this alternative as the best one."""
        has_as_few = len(self.facts) <= len(best.facts)
        return best.is_unlike or has_as_few or self.contradictions == best.contradictions


def fit_of(facts: Iterable[DriftFact], is_unlike: bool) -> AlternativeFit:
    """Return how well a value fits, of which the facts were seen."""
    found = frozenset(facts)
    contradictions = sum(each.kind in CONTRADICTIONS for each in found)
    return AlternativeFit(contradictions, len(found) - contradictions, is_unlike, found)


def doubtful(best: Pointer, fits: Mapping[Pointer, AlternativeFit]) -> frozenset[DriftFact]:
    """Return the facts of the best alternative that are none if the value is another one.

    Alternatives agree on a fact if all that the value may be say it, wherever they say it.
    """
    others = [
        {_signature(each) for each in fit.facts}
        for at, fit in fits.items()
        if at != best and fit.is_likely_beside(fits[best])
    ]
    facts = fits[best].facts
    return frozenset(
        each for each in facts if any(_signature(each) not in other for other in others)
    )


def _signature(fact: DriftFact) -> tuple[str, str, str]:
    """Return a fact without the alternative that it is about."""
    name = next((part for part in reversed(fact.at) if isinstance(part, str)), "")
    return fact.kind, fact.detail, name if fact.kind != "field" else ""
