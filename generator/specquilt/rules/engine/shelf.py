"""Keeps between runs what checks have found in the parts of a large document.

Parts are kept in groups: an entry for each would take longer than to check most of them. A part
that has changed makes the others of its group unknown, too.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Protocol
from zlib import crc32

from specquilt.openapi.edits import Edit, Remove, RenameKey, Set
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.book import rule_of
from specquilt.rules.engine.rule import Problem
from specquilt.rules.engine.visits import BookEntry, CheckResult, Group, PartKey, Recalled, Visit

MANY = 200
"""Unknown parts from which on it pays: to check fewer takes no longer than to look them up."""

_GROUP = 100
"""Parts of a group, more or less."""

_EDITS: Mapping[str, type[Edit]] = {each.__name__: each for each in (Set, Remove, RenameKey)}


class Store(Protocol):
    """Where texts are kept between runs."""

    def get(self, made_from: Iterable[bytes]) -> str | None:
        """Return what was made from some contents; None if that is not known."""

    def put(self, made: str, made_from: Iterable[bytes]) -> None:
        """Keep what was made from some contents, if that is possible."""


class Shelf:
    """What has been found in parts, in a store.

    Args:
        store: where it is kept.
        reads: whether to use what is there.
    """

    def __init__(self, store: Store, *, reads: bool = True) -> None:
        self._store, self._reads = store, reads

    def recall(self, keys: Iterable[PartKey]) -> Recalled:
        """Return what is known of parts, if they are many."""
        found, missing = dict[PartKey, list[Visit]](), list[Group]()
        for group in _groups([*keys]):
            text = self._store.get(_contents(group)) if self._reads else None
            if text is None:
                missing.append(group)
            else:
                found |= zip(group, map(_visits, group, json.loads(text)), strict=True)
        return Recalled(found, missing)

    def keep(self, groups: Iterable[Group], visits: Mapping[PartKey, list[Visit]]) -> None:
        """Keep what has been found in groups of parts; those that no walk visits have nothing."""
        for group in groups:
            made = [[_told(visit, key) for visit in visits.get(key, ())] for key in group]
            self._store.put(json.dumps(made), _contents(group))


def _groups(keys: list[PartKey]) -> list[Group]:
    """Divide parts by their pointers, so that a new part changes one group."""
    if len(keys) < MANY:
        return []
    number = 1 << (len(keys) // _GROUP).bit_length()
    groups: defaultdict[int, Group] = defaultdict(list)
    for key in keys:
        groups[crc32(repr(key.pointer).encode()) % number].append(key)
    return [*groups.values()]


def _contents(group: Group) -> Iterable[bytes]:
    for pointer, version, content in group:
        yield repr((pointer, version)).encode()
        yield content


# --- as JSON ---------------------------------------------------------------------------------


def _told(visit: Visit, part: PartKey) -> list[Any]:
    results = [[entry.rule_id, _all_told(problems)] for entry, problems in visit.results]
    return [visit.pointer[len(part.pointer) :], visit.kind, visit.operation, results]


def _all_told(problems: list[Problem] | None) -> list[Any] | None:
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


def _visits(part: PartKey, encoded: list[Any]) -> list[Visit]:
    return [
        Visit((*part.pointer, *inside), Kind(kind), _operation(operation), [*map(_result, results)])
        for inside, kind, operation, results in encoded
    ]


def _operation(encoded: list[str] | None) -> tuple[str, str] | None:
    return (encoded[0], encoded[1]) if encoded else None


def _result(encoded: tuple[str, list[Any] | None]) -> CheckResult:
    rule_id, problems = encoded
    rule = rule_of(rule_id)
    assert rule.check
    entry = BookEntry(rule_id, rule, rule.check)
    return CheckResult(entry, None if problems is None else [*map(_problem, problems)])


def _problem(encoded: list[Any]) -> Problem:
    message, at, edits, help = encoded
    return Problem(message, tuple(at), tuple(map(_edit, edits)), help)


def _edit(encoded: list[Any]) -> Edit:
    name, pointer, *more = encoded
    return _EDITS[name](tuple(pointer), *more)
