"""Skipping checks by the shape of an object never hides a finding."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

import pytest

from rules.odd import documents, nodes
from specquilt.openapi.cursor import Cursor
from specquilt.openapi.document import Document
from specquilt.openapi.kinds import Kind
from specquilt.openapi.walk import walk
from specquilt.rules.engine.book import Found, book, problems
from specquilt.rules.engine.rule import Problem, Rule, Shape

CHECKED = {rule_id: rule for rule_id, rule in book().items() if rule.check}
KEYS = [(rule_id, key) for rule_id, rule in CHECKED.items() for key in rule.keys]


# Each of these two is one test for all rules, as the shapes take seconds in each process of tests.
@pytest.mark.long
def test_check_runs_on_every_shape_in_which_it_finds_something() -> None:
    missed = [
        (rule_id, shape)
        for rule_id, shapes in _failed().items()
        for shape in shapes
        if not CHECKED[rule_id].asks_about(shape)
    ]
    assert missed == []


@pytest.mark.long
def test_every_key_of_a_rule_is_needed() -> None:
    assert [(rule_id, key) for rule_id, key in KEYS if not _is_needed(rule_id, key)] == []


def _is_needed(rule_id: str, key: str) -> bool:
    rule = CHECKED[rule_id]
    others = tuple(other for other in rule.keys if other != key) or ("x-none",)
    reduced = replace(rule, keys=others)
    return any(not reduced.asks_about(shape) for shape in _failed()[rule_id])


@pytest.mark.parametrize("rule_id", [each for each, rule in CHECKED.items() if rule.concerns])
def test_concerns_skips_some_shapes(rule_id: str) -> None:
    rule = CHECKED[rule_id]
    kept = [node for node in nodes() if node.kind in (rule.on, *rule.also)]
    assert not all(rule.asks_about(_shape(node)) for node in kept)


@pytest.mark.long
def test_findings_and_their_order_are_the_same_as_without_skipping() -> None:
    for document in documents():
        assert summary(problems(document)) == summary(all_problems(document))


@cache
def _failed() -> Mapping[str, set[Shape]]:
    """Return, by rule, the shapes of the objects in which its check finds something."""
    failed: defaultdict[str, set[Shape]] = defaultdict(set)
    for node in nodes():
        for rule_id, rule in _rules_on(node.kind):
            if rule.check and any(True for _ in rule.check(node)):
                failed[rule_id].add(_shape(node))
    return failed


@cache
def _rules_on(kind: Kind) -> list[tuple[str, Rule]]:
    return [(each, rule) for each, rule in CHECKED.items() if kind in (rule.on, *rule.also)]


def _shape(node: Cursor) -> Shape:
    type_ = node.value.get("type")
    return Shape(node.kind, tuple(node.value), type_ if isinstance(type_, str) else None)


def all_problems(document: Document) -> list[Found]:
    """Return what all checks find if each object is given to each check for its kind."""
    return [
        Found(rule_id, rule, node, problem)
        for node in walk(document)
        for rule_id, rule in CHECKED.items()
        if rule.check and node.kind in (rule.on, *rule.also)
        for problem in rule.check(node)
    ]


def summary(found: Iterable[Found]) -> list[tuple[str, Problem]]:
    """Return what can be compared of problems."""
    return [(each.rule_id, each.problem) for each in found]
