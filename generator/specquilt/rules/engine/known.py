"""Remembers what checks have found in the parts of documents: only what has changed is checked again.

A part is an entry of `paths`, `webhooks` or a section of `components`. Most checks look at nothing
but the object that they are given. So they find the same in an equal part at the same place. A check
that looked at anything else of the document is remembered, too: it runs every time.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any, NamedTuple, Protocol, TypeVar

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.document import Document, clone
from specquilt.openapi.edits import Edit, Set
from specquilt.openapi.kinds import Kind
from specquilt.openapi.page import Page
from specquilt.openapi.parts import is_part
from specquilt.openapi.pointer import Pointer, resolve
from specquilt.openapi.provenance import Provenance
from specquilt.openapi.walk import children
from specquilt.rules.engine.rule import Problem
from specquilt.rules.engine.visits import BookEntry, CheckResult, Group, PartKey, Recalled, Visit

T = TypeVar("T")


class Hit(NamedTuple):
    """A problem, and the object and the rule that it was found by."""

    node: Cursor
    entry: BookEntry
    problem: Problem


BookEntries = Callable[[Cursor], Iterable[BookEntry]]
"""Returns what checks an object, in the order of the book."""

Wanted = Callable[[BookEntry], bool]
"""Says whether what a check finds is wanted."""


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

    def search(
        self, document: Document, entries: BookEntries, wanted: Wanted | None = None
    ) -> Iterator[Hit]:
        """Yield problems in a document, in the order of a walk.

        Args:
            document: a fragment or a whole document.
            entries: what checks an object.
            wanted: whose problems are looked for, if not all; others may be yielded, too.
        """
        watched = _Watched(document)
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
        self, watched: _Watched, entries: BookEntries, wanted: Wanted | None
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
        self, part: Cursor, watched: _Watched, entries: BookEntries, wanted: Wanted | None
    ) -> Iterator[Hit]:
        key = watched.keys.get(part.pointer)
        known = self._visits.get(key) if key else None
        if known is not None:
            return _again(part, known, wanted)
        visits, hits = _first(part, watched, entries)
        if key:
            self._visits[key] = visits
        return iter(hits)


def _start(watched: _Watched) -> Cursor:
    data = watched.document.data
    return Cursor((), data, watched, Kind.DOCUMENT, None, watched.facts)


def _first(part: Cursor, watched: _Watched, entries: BookEntries) -> tuple[list[Visit], list[Hit]]:
    """Check all objects of a part."""
    visits: list[Visit] = []
    hits: list[Hit] = []
    waiting = [part]
    watched.is_seen = False
    while waiting:
        node = waiting.pop()
        results: list[CheckResult] = []
        for entry in entries(node):
            problems = list(entry.check(node))
            if not (problems or watched.is_seen):
                continue
            results.append(CheckResult(entry, None if watched.is_seen else [*map(_kept, problems)]))
            hits += [Hit(node, entry, problem) for problem in problems]
            watched.is_seen = False
        if results:
            visits.append(Visit(node.pointer, node.kind, node.operation, results))
        waiting.extend(reversed(children(node)))
    return visits, hits


def _again(part: Cursor, visits: Iterable[Visit], wanted: Wanted | None) -> Iterator[Hit]:
    """Yield the wanted problems of a part that is known."""
    for pointer, kind, operation, results in visits:
        asked = [each for each in results if wanted(each.entry)] if wanted else results
        if not asked:
            continue
        value = resolve(part.value, pointer[len(part.pointer) :])
        node = Cursor(pointer, value, part.document, kind, operation, part.memory)
        for entry, problems in asked:
            found = entry.check(node) if problems is None else problems
            yield from (Hit(node, entry, problem) for problem in found)


def _kept(problem: Problem) -> Problem:
    """Return a problem that does not share values with the document, which will be edited."""
    return replace(problem, edits=tuple(map(_own, problem.edits))) if problem.edits else problem


def _own(edit: Edit) -> Edit:
    return replace(edit, value=clone(edit.value)) if isinstance(edit, Set) else edit


class _Watched(Document):
    """A document that notes when it is read; its version is part of what is remembered."""

    def __init__(self, document: Document) -> None:
        self.document, self.is_seen = document, False
        self.facts = _Facts(self)
        self._targets: dict[str, Any] = {}

    @cached_property
    def keys(self) -> Mapping[Pointer, PartKey]:
        """What parts with equal findings have; not of those whose content is unknown."""
        contents, version = self.document.contents(), self.version
        return {at: PartKey(at, version, each) for at, each in contents.items() if each}

    def followed(self, reference: dict[str, Any]) -> Any:
        """Return the target of a reference; checks follow the same ones forty times."""
        text = reference["$ref"]
        self.is_seen = True
        if isinstance(text, str) and text in self._targets:
            return self._targets[text]
        found = self.document.followed(reference)
        if isinstance(text, str) and found is not reference:  # that is what a broken one leads to
            self._targets[text] = found
        return found

    def once(self, compute: Callable[[Document], T]) -> T:
        if compute not in self.facts:
            self.facts[compute] = compute(self)
        found: T = self.facts[compute]
        return found

    def about_parts(
        self, compute: Callable[[Any], T], only: Container[Pointer] | None = None
    ) -> Mapping[Pointer, T]:
        self.is_seen = True
        return self.document.about_parts(compute, only)

    def about_extensions(self, compute: Callable[[Any], T]) -> Mapping[Pointer, T]:
        self.is_seen = True
        return self.document.about_extensions(compute)

    def about_part(self, pointer: Pointer, compute: Callable[[Any], T]) -> T:
        self.is_seen = True
        return self.document.about_part(pointer, compute)

    @property
    def data(self) -> dict[str, Any]:
        self.is_seen = True
        return self.document.data

    @property
    def provenance(self) -> Provenance:
        self.is_seen = True
        return self.document.provenance

    @property
    def page(self) -> Page | None:
        self.is_seen = True
        return self.document.page

    @property
    def pages(self) -> tuple[Page, ...]:
        self.is_seen = True
        return self.document.pages

    @property
    def version(self) -> str:
        return self.document.version


class _Facts(dict[object, Any]):
    """Facts about the whole document: to ask for one is to look at the document."""

    def __init__(self, watched: _Watched) -> None:
        super().__init__()
        self._watched = watched

    def __contains__(self, fact: object) -> bool:
        self._watched.is_seen = True
        return super().__contains__(fact)
