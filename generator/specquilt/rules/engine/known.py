"""Remembers what checks have found in the parts of documents: only what has changed is checked again.

A part is an entry of `paths`, `webhooks` or a section of `components`. Most checks look at nothing
but the object that they are given. So they find the same in an equal part at the same place. A check
that looked at anything else of the document is remembered, too: it runs in every run, and again in the
same run if a part that it looked at has changed, or if it looked at the document as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple, Protocol

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.document import Document, clone
from specquilt.openapi.edits import Edit, Set
from specquilt.openapi.kinds import Kind
from specquilt.openapi.parts import is_part
from specquilt.openapi.pointer import Pointer, resolve
from specquilt.openapi.walk import children
from specquilt.rules.engine.rule import Problem
from specquilt.rules.engine.visits import (
    BookEntry,
    CheckResult,
    Group,
    Look,
    PartKey,
    Recalled,
    Visit,
)
from specquilt.rules.engine.watched import Watched


class Hit(NamedTuple):
    """A problem, and the object and the rule that it was found by."""

    node: Cursor
    entry: BookEntry
    problem: Problem


BookEntries = Callable[[Cursor], Iterable[BookEntry]]
"""Returns what checks an object, in the order of the book."""

Wanted = Callable[[BookEntry], bool]
"""Says whether anybody wants to know what a check finds."""


class Memory(Protocol):
    """What keeps, between runs, what checks have found in parts."""

    def recall(self, keys: Iterable[PartKey]) -> Recalled:
        """Return what is known of parts."""

    def keep(self, groups: Iterable[Group], visits: Mapping[PartKey, list[Visit]]) -> None:
        """Keep what has been found in groups of parts."""


class Known:
    """What checks have found in parts of documents. All documents of a run share it.

    Args:
        only_fixes: whether to leave out the rules that only report: their findings are not read.
        memory: what earlier runs have found with the same rules.
    """

    def __init__(self, *, only_fixes: bool = False, memory: Memory | None = None) -> None:
        self.only_fixes = only_fixes
        self._memory = memory
        self._visits: dict[PartKey, list[Visit]] = {}
        self._looks: dict[tuple[Pointer, str, str], Look] = {}

    def search(
        self, document: Document, entries: BookEntries, wanted: Wanted | None = None
    ) -> Iterator[Hit]:
        """Yield problems in a document, in the order of a walk.

        Args:
            document: a fragment or a whole document.
            entries: what checks an object.
            wanted: whose problems are looked for, if not all; others may be yielded, too.
        """
        watched = Watched(document)
        if not self._memory:
            yield from self._walked(watched, entries, wanted)
            return
        recalled = self._memory.recall(
            key for key in watched.keys.values() if key not in self._visits
        )
        self._visits.update(recalled.visits)
        yield from self._walked(watched, entries, wanted)
        self._memory.keep(recalled.missing, self._visits)

    def _walked(
        self, watched: Watched, entries: BookEntries, wanted: Wanted | None
    ) -> Iterator[Hit]:
        waiting = [_start(watched)]
        while waiting:
            node = waiting.pop()
            if is_part(node.pointer):
                yield from self._of_part(node, watched, entries, wanted)
                continue
            for entry in filter(wanted, entries(node)) if wanted else entries(node):
                yield from (Hit(node, entry, problem) for problem in entry.check(node))
            waiting.extend(reversed(children(node)))

    def _of_part(
        self, part: Cursor, watched: Watched, entries: BookEntries, wanted: Wanted | None
    ) -> Iterator[Hit]:
        key = watched.keys.get(part.pointer)
        known = self._visits.get(key) if key else None
        if known is not None:
            return self._again(part, watched, known, wanted)
        visits, hits = self._first(part, watched, entries)
        if key:
            self._visits[key] = visits
        return iter(hits)

    def _first(
        self, part: Cursor, watched: Watched, entries: BookEntries
    ) -> tuple[list[Visit], list[Hit]]:
        """Check all objects of a part."""
        visits: list[Visit] = []
        hits: list[Hit] = []
        waiting = [part]
        while waiting:
            node = waiting.pop()
            results: list[CheckResult] = []
            for entry in entries(node):
                problems, has_looked = self._run(entry, node, watched)
                if problems or has_looked:
                    kept = None if has_looked else [*map(_kept, problems)]
                    results.append(CheckResult(entry, kept))
                    hits += [Hit(node, entry, problem) for problem in problems]
            if results:
                visits.append(Visit(node.pointer, node.kind, node.operation, results))
            waiting.extend(reversed(children(node)))
        return visits, hits

    def _again(
        self, part: Cursor, watched: Watched, visits: Iterable[Visit], wanted: Wanted | None
    ) -> Iterator[Hit]:
        """Yield the wanted problems of a part that is known."""
        for pointer, kind, operation, results in visits:
            asked = [each for each in results if wanted(each.entry)] if wanted else results
            if not asked:
                continue
            value = resolve(part.value, pointer[len(part.pointer) :])
            node = Cursor(pointer, value, part.document, kind, operation, part.memory)
            for entry, problems in asked:
                found = self._by_looking(entry, node, watched) if problems is None else problems
                yield from (Hit(node, entry, problem) for problem in found)

    def _by_looking(self, entry: BookEntry, node: Cursor, watched: Watched) -> Iterable[Problem]:
        """Return what a check finds that looks at more than its object.

        It finds the same again as long as all parts that it looks at are as they were.
        """
        known = self._looks.get((node.pointer, entry.rule_id, watched.version))
        is_same = known and watched.has(known.parts)
        return known.problems if known and is_same else self._run(entry, node, watched)[0]

    def _run(self, entry: BookEntry, node: Cursor, watched: Watched) -> tuple[list[Problem], bool]:
        """Return what a check finds, and whether it looks at more than its object."""
        watched.begin()
        found = list(entry.check(node))
        if not watched.is_seen:
            return found, False
        if parts := watched.looked_at(node.pointer):
            key = node.pointer, entry.rule_id, watched.version
            self._looks[key] = Look(parts, [*map(_kept, found)])
        return found, True


def _start(watched: Watched) -> Cursor:
    data = watched.document.data
    return Cursor((), data, watched, Kind.DOCUMENT, None, watched.facts)


def _kept(problem: Problem) -> Problem:
    """Return a problem that does not share values with the document, which will be edited."""
    return replace(problem, edits=tuple(map(_own, problem.edits))) if problem.edits else problem


def _own(edit: Edit) -> Edit:
    return replace(edit, value=clone(edit.value)) if isinstance(edit, Set) else edit
