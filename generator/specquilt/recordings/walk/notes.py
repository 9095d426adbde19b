"""Notes of a walk: what was seen how often, and what the document does not say."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any, NamedTuple

from specquilt.openapi.pointer import Pointer
from specquilt.recordings.walk.shape import ValueShape

FIELD, VALUE, NULL, TYPE, ABSENT = "field", "value", "null", "type", "absent"
"""Kinds of facts about values."""

CONTRADICTIONS = frozenset({NULL, TYPE, ABSENT, VALUE})
"""Kinds of facts that a typed program trips over."""

LONGEST_VALUE = 60
"""Characters of a value that are shown: enums have words."""

MOST_DETAILS = 1_000
"""Facts of one kind at one place: more are data, such as the keys of a map."""


class DriftFact(NamedTuple):
    """What the document does not say.

    Args:
        kind: Its kind.
        at: Place of the schema.
        detail: Name of the field, value of the enum, or JSON type.
    """

    kind: str
    at: Pointer
    detail: str = ""


class FactNote:
    """How often a fact was seen, and where first."""

    def __init__(self, source: Any) -> None:
        self.source, self.count, self.shape = source, 0, ValueShape()


class WalkNotes:
    """Facts with their counts, and visits of places.

    Args:
        source: The exchange that is walked now.
    """

    def __init__(self) -> None:
        self.source: Any = None
        self.facts: dict[DriftFact, FactNote] = {}
        self.visits: Counter[Pointer] = Counter()
        self.values: Counter[tuple[Pointer, str]] = Counter()
        self.numbers: Counter[tuple[Pointer, str]] = Counter()
        self._details: Counter[tuple[str, Pointer]] = Counter()

    def add(self, fact: DriftFact, value: Any, times: int = 1) -> None:
        """Note a fact, and a value that shows it."""
        note = self.facts.get(fact)
        if note is None:
            self._details[fact[:2]] += 1
            if self._details[fact[:2]] > MOST_DETAILS:
                return
            note = self.facts[fact] = FactNote(self.source)
        note.count += times
        note.shape.add(value)

    def names_at(self, at: Pointer) -> int:
        """Return how many undocumented fields a schema has."""
        return self._details[FIELD, at]


def shown(value: Any) -> str:
    """Return a value of an enum as it is reported; of a long one, only how it begins."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…"
