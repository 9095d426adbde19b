"""What checks have found in parts is kept between runs, and is what would be found again."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from rules.odd import CLEAN
from rules.test_robustness import STRANGE, places
from rules.test_shapes import all_problems, summary
from specquilt.openapi import lasting
from specquilt.openapi.cursor import Cursor
from specquilt.openapi.document import Document, clone
from specquilt.openapi.edits import Remove, RenameKey, Set
from specquilt.openapi.finding import Fix
from specquilt.openapi.kinds import Kind
from specquilt.openapi.load import yaml_loader
from specquilt.openapi.pointer import resolve
from specquilt.openapi.provenance import Origin
from specquilt.rules.engine import shelf
from specquilt.rules.engine.book import fix, problems, rule_of
from specquilt.rules.engine.known import Known
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.engine.shelf import Shelf
from specquilt.rules.engine.visits import BookEntry, CheckResult, PartKey, Visit

_SCHEMAS = ("components", "schemas")
_RULE = Rule(summary="", why="")


class _Store(dict[bytes, str]):
    """A store in memory; it counts what it has been asked for and could not answer."""

    missed, reads = 0, True

    def get(self, made_from: Iterable[bytes]) -> str | None:  # type: ignore[override]
        if not self.reads:
            return None
        found = super().get(b"|".join(made_from))
        self.missed += found is None
        return found

    def put(self, made: str, made_from: Iterable[bytes]) -> None:
        self[b"|".join(made_from)] = made


@pytest.fixture(autouse=True)
def _small_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lasting, "MANY", 1)
    monkeypatch.setattr(lasting, "_GROUP", 2)


def _document(number: int = 40, version: str = "3.1.0", **changed: Any) -> Document:
    schemas = {f"S{at}": {"type": "string"} for at in range(number)} | changed
    return Document({"openapi": version, "paths": {}, "components": {"schemas": schemas}})


class _Counting:
    """A check of schemas; it notes where it runs, and finds what it is asked to find."""

    def __init__(self, *found: Problem, looks: bool = False) -> None:
        self.found, self.looks, self.seen = found, looks, list[str]()

    def entries(self, node: Cursor) -> Iterator[BookEntry]:
        if node.pointer[:2] == _SCHEMAS and len(node.pointer) > 2:
            yield BookEntry("counting", _RULE, self)

    def __call__(self, node: Cursor) -> tuple[Problem, ...]:
        self.seen.append(str(node.pointer[2]))
        if self.looks:
            assert node.document.data
        return self.found

    def run(self, store: _Store, document: Document) -> list[str]:
        """Return where it runs in a run of its own."""
        self.seen.clear()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(shelf, "rule_of", lambda _: replace(_RULE, check=self))
            for hit in Known(memory=Shelf(store)).search(document, self.entries):
                assert hit.problem in self.found
        return sorted(self.seen)


# --- what is checked again -------------------------------------------------------------------


def test_nothing_is_checked_again_if_nothing_has_changed() -> None:
    store, check = _Store(), _Counting()
    assert len(check.run(store, _document())) == 40
    assert check.run(store, _document()) == []


def test_a_changed_part_and_its_group_are_checked_again() -> None:
    store, check = _Store(), _Counting()
    check.run(store, _document())
    store.missed = 0
    again = check.run(store, _document(S7={"type": "number"}))
    assert "S7" in again
    assert len(again) < 10
    assert store.missed == 1


def test_a_new_part_changes_one_group() -> None:
    store, check = _Store(), _Counting()
    check.run(store, _document())
    again = check.run(store, _document(New={"type": "string"}))
    assert "New" in again
    assert len(again) < 10


def test_another_version_of_openapi_is_checked_again() -> None:
    store, check = _Store(), _Counting()
    check.run(store, _document())
    assert len(check.run(store, _document(version="3.0.3"))) == 40


def test_an_equal_part_elsewhere_is_checked_again() -> None:
    store, check = _Store(), _Counting()
    check.run(store, Document({"components": {"schemas": {"A": {}}}}))
    assert check.run(store, Document({"components": {"schemas": {"B": {}}}})) == ["B"]


def test_a_check_that_looks_around_runs_again() -> None:
    store, check = _Store(), _Counting(looks=True)
    check.run(store, _document())
    assert len(check.run(store, _document())) == 40


def test_what_is_not_to_be_read_is_made_again_and_kept() -> None:
    store, check = _Store(), _Counting()
    store.reads = False
    assert len(check.run(store, _document())) == 40
    assert len(check.run(store, _document())) == 40
    store.reads = True
    assert check.run(store, _document()) == []


def test_few_parts_are_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lasting, "MANY", 41)
    store = _Store()
    _Counting().run(store, _document(40))
    assert (store, store.missed) == ({}, 0)
    _Counting().run(store, _document(41))
    assert store != {}


def test_a_walk_that_does_not_end_keeps_nothing() -> None:
    store, check = _Store(), _Counting(Problem("odd", _SCHEMAS))
    assert next(Known(memory=Shelf(store)).search(_document(), check.entries))
    assert store == {}


def test_parts_that_no_walk_visits_have_nothing_to_report() -> None:
    store, check = _Store(), _Counting()
    data = {"components": {"schemas": {"A": 7}, "x-own": {"B": {}}}}
    for _ in range(2):
        assert check.run(store, Document(data)) == []


# --- what is found again ---------------------------------------------------------------------

_AT = (*_SCHEMAS, "S1", "items", 0)
_KEPT = [
    Problem("words", _AT),
    Problem("\ud800 alone", _AT, (), "help"),
    Problem("set", _AT, (Set(_AT, {"a": [1, 2.5, True, None, "x"]}), Set(_AT, 1))),
    Problem("others", _AT, (Remove(_AT), RenameKey(_AT, "new"))),
]
_NOT_KEPT = [
    Problem("keys that are no texts", _AT, (Set(_AT, {200: "x"}),)),
    Problem("no value of JSON", _AT, (Set(_AT, {"a": object}),)),
    Problem("not a number", _AT, (Set(_AT, float("nan")),)),
    Problem("a source", _AT, (Set(_AT, 1, Origin(None)),)),  # type: ignore[arg-type]
]


@pytest.mark.parametrize("problem", [*_KEPT, *_NOT_KEPT], ids=lambda each: each.message)
def test_problems_are_found_again_and_what_is_no_json_by_another_check(problem: Problem) -> None:
    store, check = _Store(), _Counting(problem)
    check.run(store, _document(1))
    assert bool(check.run(store, _document(1))) == (problem in _NOT_KEPT)


def test_all_facts_about_visits_are_kept() -> None:
    store, key = _Store(), PartKey(("paths", "/a"), "3.1.0", b"content")
    rule = rule_of("empty-description")
    assert rule.check
    entry = BookEntry("empty-description", rule, rule.check)
    visits = [
        Visit((*key.pointer, "get"), Kind.OPERATION, ("GET", "/a"), [CheckResult(entry, None)]),
        Visit(
            key.pointer, Kind.PATH_ITEM, None, [CheckResult(entry, _KEPT), CheckResult(entry, [])]
        ),
    ]
    Shelf(store).keep([[key]], {key: visits})
    assert Shelf(store).recall([key]) == ({key: visits}, [])


@pytest.mark.parametrize("seed", range(10))
def test_findings_after_random_changes_are_the_same_as_in_a_run_of_their_own(seed: int) -> None:
    chance, store = random.Random(seed), _Store()
    data = yaml_loader.load(CLEAN)
    for _ in range(6):
        found = problems(Document(data), Known(memory=Shelf(store)))
        assert summary(found) == summary(all_problems(Document(data)))
        place = chance.choice(list(places(data)))
        resolve(data, place[:-1])[place[-1]] = clone(chance.choice(STRANGE))


@pytest.mark.parametrize("reports", [True, False])
@pytest.mark.parametrize("seed", range(10))
def test_fixed_documents_are_the_same_as_in_a_run_of_their_own(seed: int, *, reports: bool) -> None:
    chance, store = random.Random(seed), _Store()
    for _ in range(4):
        data = yaml_loader.load(CLEAN)
        for _ in range(2):
            place = chance.choice(list(places(data)))
            resolve(data, place[:-1])[place[-1]] = clone(chance.choice(STRANGE))
        fixed, findings = fix(Document(data), known=Known(memory=Shelf(store)), reports=reports)
        expected, whole = fix(Document(data))
        assert fixed == expected
        repaired = [each for each in whole if each.repaired or reports]
        assert [each for each in findings if each.repaired or reports] == repaired


# --- rounds that only fix --------------------------------------------------------------------


def test_what_cannot_be_fixed_is_not_looked_for_if_it_is_not_read() -> None:
    paths = {"/a": {"get": {"responses": {"204": {"description": "Done"}}}}}
    data = {"openapi": "3.1.0", "paths": paths, "components": {"schemas": {"Unused": {}}}}
    found = [each.rule_id for each in problems(Document(data))]
    fixable = [each.rule_id for each in problems(Document(data), reports=False)]
    assert "unused-component" in found
    assert "unused-component" not in fixable
    assert {each for each in found if rule_of(each).fix is not Fix.NONE} <= {*fixable}


def test_an_entry_is_json() -> None:
    store = _Store()
    _Counting(*_KEPT).run(store, _document())
    assert all(isinstance(json.loads(text), list) for text in store.values())
