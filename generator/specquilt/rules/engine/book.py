"""Finds the rules by their files, and runs them."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from specquilt.openapi.coverage import Coverage
from specquilt.openapi.cursor import Cursor
from specquilt.openapi.document import Document
from specquilt.openapi.edits import RenameKey, Set, apply_edits
from specquilt.openapi.finding import Finding, Fix, Severity
from specquilt.openapi.kinds import Kind
from specquilt.openapi.operations import operation_at
from specquilt.openapi.pointer import Pointer
from specquilt.rules.decisions import DECISIONS
from specquilt.rules.engine.ids import about_hints, all_ids, ids, modules
from specquilt.rules.engine.known import Known
from specquilt.rules.engine.round import Round
from specquilt.rules.engine.rule import EXTENSIONS, Problem, Rule, Shape
from specquilt.rules.engine.visits import BookEntry

__all__ = ["Found", "all_ids", "book", "fix", "ids", "lint", "problems", "rule_of", "whole_book"]

MAX_ROUNDS = 10


@cache
def book() -> Mapping[str, Rule]:
    """Return every rule by its id, in the order of ids."""
    return {rule_id: rule_of(rule_id) for rule_id in ids()}


def whole_book() -> Mapping[str, Rule]:
    """Return every rule and every kind of change by its id, in the order of ids."""
    return {rule_id: rule_of(rule_id) for rule_id in all_ids()}


def rule_of(rule_id: str) -> Rule:
    """Load one rule.

    Raises:
        LookupError: there is no such rule.
    """
    if rule_id in DECISIONS:
        return DECISIONS[rule_id]
    if rule_id not in modules():
        from specquilt.rules.changes import changes

        return changes()[rule_id].rule
    rule: Rule = importlib.import_module(modules()[rule_id]).RULE
    return rule


class Found(NamedTuple):
    """A problem, the rule that found it, and the object it was found in."""

    rule_id: str
    rule: Rule
    node: Cursor
    problem: Problem

    def finding(self, repaired: bool = False) -> Finding:
        """Return what a user reads; a guess that was made is a warning."""
        guessed = repaired and self.rule.fix is Fix.GUESS
        node, problem = self.node, self.problem
        return Finding(
            rule=self.rule_id,
            severity=Severity.WARNING if guessed else self.rule.severity,
            message=problem.message,
            place=node.document.provenance.place(problem.at),
            pointer=problem.at,
            operation=operation_at(problem.at),
            help=problem.help,
            fix=self.rule.fix if problem.edits else Fix.NONE,
            repaired=repaired,
            covers=Coverage(tuple(_written_keys(node, problem)), self.rule.covers),
            edits=tuple(problem.edits),
        )


def _written_keys(node: Cursor, problem: Problem) -> Iterator[Pointer]:
    """Yield the keys of an object that the edits of a problem write."""
    length = len(node.pointer)
    for edit in problem.edits:
        if isinstance(edit, RenameKey):
            yield *edit.pointer[:-1], edit.key
        elif isinstance(edit, Set) and edit.pointer[:length] == node.pointer != edit.pointer:
            yield edit.pointer[: length + 1]


def problems(
    document: Document, known: Known | None = None, *, reports: bool = True
) -> Iterator[Found]:
    """Run all checks in one walk.

    Args:
        document: a fragment or a whole document.
        known: what has been found in other documents of the run, or before they were edited.
        reports: whether what no rule can fix is to be found, too.
    """
    known = known or Known()
    entries = _entries_that_fix if known.only_fixes else _entries
    wanted = None if reports else _fixes
    for node, (rule_id, rule, _), problem in known.search(document, entries, wanted):
        yield Found(rule_id, rule, node, problem)


def lint(document: Document, known: Known | None = None) -> list[Finding]:
    """Report what all rules find; arguments as in `problems`."""
    return [found.finding() for found in problems(document, known)]


def fix(
    document: Document,
    refused: frozenset[str] = frozenset(),
    known: Known | None = None,
    *,
    reports: bool = True,
) -> tuple[Document, list[Finding]]:
    """Apply the edits of all rules until nothing more is found.

    Args:
        document: a fragment or a whole document.
        refused: ids of rules whose edits must not be made.
        known: what has been found in other documents of the run.
        reports: whether all findings that are left are wanted.

    Returns:
        The fixed document, and its findings: repaired or left.
    """
    known = known or Known()
    fixed, findings, unsettled = _rounds(document, refused, known, reports)
    if not unsettled:
        return fixed, findings
    ids = frozenset(item.rule_id for item in unsettled)
    fixed, findings = fix(document, refused | ids, known, reports=reports)
    return fixed, [*findings, *map(_without_end, unsettled)]


def _rounds(
    document: Document, refused: frozenset[str], known: Known, reports: bool
) -> tuple[Document, list[Finding], list[Found]]:
    """Apply edits in rounds. Also return what the last round has found, if there is no end."""
    repaired: list[Finding] = []
    chosen: list[Found] = []
    for _ in range(MAX_ROUNDS):
        found, this_round = list(problems(document, known, reports=reports)), Round()
        chosen = [
            item
            for item in found
            if item.problem.edits
            and item.rule_id not in refused
            and this_round.admits(item.problem.edits)
        ]
        if not chosen:
            return document, [*repaired, *(item.finding() for item in found)], []
        repaired.extend(item.finding(repaired=True) for item in chosen)
        edits = [(item.rule_id, edit) for item in chosen for edit in item.problem.edits]
        document = apply_edits(document, edits)
    return document, repaired, chosen


def _without_end(item: Found) -> Finding:
    """Return the finding about a rule whose edits always lead to further edits."""
    return Finding(
        "endless-rule",
        Severity.WARNING,
        f"the fixes of {item.rule_id} have no end here; none of them is made",
        item.node.document.provenance.place(item.problem.at),
        item.problem.at,
        operation=operation_at(item.problem.at),
    )


def _entries(node: Cursor) -> tuple[BookEntry, ...]:
    """Return the checks for an object, in the order of the book."""
    return _checks_for(node.kind, tuple(node.value), _type(node), False)


def _entries_that_fix(node: Cursor) -> tuple[BookEntry, ...]:
    """Return the checks for an object that do more than report."""
    return _checks_for(node.kind, tuple(node.value), _type(node), True)


def _fixes(entry: BookEntry) -> bool:
    return entry.rule.fix is not Fix.NONE


def _type(node: Cursor) -> str | None:
    type_ = node.value.get("type")
    return type_ if isinstance(type_, str) else None


@lru_cache(maxsize=10_000)
def _checks_for(
    kind: Kind, keys: tuple[str, ...], type_: str | None, only_fixes: bool
) -> tuple[BookEntry, ...]:
    """Return the checks for objects of a shape, in the order of the book."""
    shape = Shape(kind, keys, type_)
    return tuple(
        BookEntry(rule_id, rule, rule.check)
        for rule_id, rule in _rules_on(kind, any(map(_may_be_hint, keys)))
        if rule.check and not (only_fixes and rule.fix is Fix.NONE) and rule.asks_about(shape)
    )


@cache
def _rules_on(kind: Kind, with_hints: bool) -> list[tuple[str, Rule]]:
    """Return the rules that check objects of a kind: a small part of the book."""
    rules = book() if with_hints else _book_without_hints()
    return [each for each in rules.items() if kind in (each[1].on, *each[1].also)]


@cache
def _book_without_hints() -> Mapping[str, Rule]:
    """Return the rules that objects without extensions for other generators need."""
    return {rule_id: rule_of(rule_id) for rule_id in ids() if rule_id not in about_hints()}


def _may_be_hint(key: str) -> bool:
    """Return whether a key may be an extension for other generators; most documents have none."""
    if not key.startswith(EXTENSIONS):
        return False
    from specquilt.rules.facts.hints import is_hint

    return is_hint(key)
