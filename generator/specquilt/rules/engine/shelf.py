"""Keeps between runs what checks have found in the parts of a large document."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from specquilt.openapi.edits import Edit, Remove, RenameKey, Set
from specquilt.openapi.kinds import Kind
from specquilt.openapi.lasting import Store, groups
from specquilt.rules.engine.book import rule_of
from specquilt.rules.engine.rule import Problem
from specquilt.rules.engine.visits import BookEntry, CheckResult, Group, PartKey, Recalled, Visit

_EDITS: Mapping[str, type[Edit]] = {each.__name__: each for each in (Set, Remove, RenameKey)}


_KINDS: Mapping[str, Kind] = {each.value: each for each in Kind}

EntryOf = Callable[[str], BookEntry]
"""Returns a rule of the book by its id."""


class Shelf:
    """What has been found in parts, in a store.

    Args:
        store: where it is kept.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def recall(self, keys: Iterable[PartKey]) -> Recalled:
        """Return what is known of parts, if they are many."""
        found, missing = dict[PartKey, list[Visit]](), list[Group]()
        entry_of = cache(_entry)
        for group in groups([*keys]):
            text = self._store.get(_contents(group))
            if text is None:
                missing.append(group)
                continue
            for key, encoded in zip(group, json.loads(text), strict=True):
                found[key] = _visits(key, encoded, entry_of)
        return Recalled(found, missing)

    def keep(self, groups: Iterable[Group], visits: Mapping[PartKey, list[Visit]]) -> None:
        """Keep what has been found in groups of parts; those that no walk visits have nothing."""
        for group in groups:
            made = [[_visit_as_json(visit, key) for visit in visits.get(key, ())] for key in group]
            self._store.put(json.dumps(made), _contents(group))


def _contents(group: Group) -> Iterable[bytes]:
    for pointer, version, content in group:
        yield repr((pointer, version)).encode()
        yield content


# --- as JSON ---------------------------------------------------------------------------------


def _visit_as_json(visit: Visit, part: PartKey) -> list[Any]:
    results = [[entry.rule_id, _problems_as_json(problems)] for entry, problems in visit.results]
    return [visit.pointer[len(part.pointer) :], visit.kind, visit.operation, results]


def _problems_as_json(problems: list[Problem] | None) -> list[Any] | None:
    """Return problems as values of JSON; None if they cannot be: the check has to run again."""
    if problems is None:
        return None
    encoded = [[p.message, p.at, [*map(_encoded_edit, p.edits)], p.help] for p in problems]
    try:
        is_plain = [*map(_problem, json.loads(json.dumps(encoded)))] == problems
    except (TypeError, ValueError):
        return None
    return encoded if is_plain else None


def _encoded_edit(edit: Edit) -> list[Any]:
    if isinstance(edit, Set):
        return ["Set", edit.pointer, edit.value]
    return [type(edit).__name__, edit.pointer, *([edit.key] if isinstance(edit, RenameKey) else [])]


def _visits(part: PartKey, encoded: list[Any], entry_of: EntryOf) -> list[Visit]:
    return [
        Visit(
            (*part.pointer, *inside),
            _KINDS[kind],
            _operation(operation),
            [CheckResult(entry_of(rule_id), _problems(found)) for rule_id, found in results],
        )
        for inside, kind, operation, results in encoded
    ]


def _operation(encoded: list[str] | None) -> tuple[str, str] | None:
    return (encoded[0], encoded[1]) if encoded else None


def _entry(rule_id: str) -> BookEntry:
    rule = rule_of(rule_id)
    assert rule.check
    return BookEntry(rule_id, rule, rule.check)


def _problems(encoded: list[Any] | None) -> list[Problem] | None:
    return None if encoded is None else [*map(_problem, encoded)]


def _problem(encoded: list[Any]) -> Problem:
    message, at, edits, help = encoded
    return Problem(message, tuple(at), tuple(map(_edit, edits)), help)


def _edit(encoded: list[Any]) -> Edit:
    name, pointer, *more = encoded
    return _EDITS[name](tuple(pointer), *more)
