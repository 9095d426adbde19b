"""What checks find does not depend on what they have found before, in this document or in others."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest

from rules.odd import CLEAN, documents
from rules.test_robustness import STRANGE, places
from rules.test_shapes import all_problems, summary
from specquilt.openapi.cursor import Cursor
from specquilt.openapi.document import Document, clone
from specquilt.openapi.edits import Set
from specquilt.openapi.kinds import Kind
from specquilt.openapi.load import yaml_loader
from specquilt.openapi.page import Page
from specquilt.openapi.pointer import resolve
from specquilt.openapi.references import follow
from specquilt.rules.engine.book import fix, problems
from specquilt.rules.engine.known import Known
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.engine.visits import BookEntry

_PATH = ("paths", "/quilts")
_RULE = Rule(summary="", why="")


def _document(description: str = "Quilts", title: str = "Shop", version: str = "3.1.0") -> Document:
    paths = {"/quilts": {"get": {"description": description}}}
    return Document({"openapi": version, "info": {"title": title}, "paths": paths}, pages=())


class _Counting:
    """One check of path items; it counts how often it runs."""

    def __init__(self, looks_at: Any = id, finds: tuple[Problem, ...] = ()) -> None:
        self.count, self._looks_at, self._finds = 0, looks_at, finds

    def entries(self, node: Cursor) -> list[BookEntry]:
        return [BookEntry("counting", _RULE, self)] if node.kind is Kind.PATH_ITEM else []

    def __call__(self, node: Cursor) -> tuple[Problem, ...]:
        self.count += 1
        self._looks_at(node)
        return self._finds

    def runs(self, *documents: Document) -> int:
        """Return how often it runs in all documents of a run."""
        known = Known()
        for document in documents:
            found = [each.problem for each in known.search(document, self.entries)]
            assert found == list(self._finds)
        return self.count


def test_equal_part_is_checked_once() -> None:
    assert _Counting().runs(_document(), _document(title="Other")) == 1


def test_problems_of_an_equal_part_are_found_again() -> None:
    assert _Counting(finds=(Problem("odd", _PATH),)).runs(_document(), _document()) == 1


@pytest.mark.parametrize(
    "other",
    [
        _document("Other"),
        _document(version="3.0.3"),
        Document({**_document().data, "paths": {"/others": _document().data["paths"]["/quilts"]}}),
        Document({**_document().data, "paths": {}, "webhooks": _document().data["paths"]}),
    ],
    ids=["content", "version", "path", "section"],
)
def test_part_is_checked_again_if_anything_of_it_differs(other: Document) -> None:
    assert _Counting().runs(_document(), other) == 2


@pytest.mark.parametrize(("one", "other"), [(1, True), (1, 1.0), (0, False), ("1", 1)])
def test_values_that_python_takes_for_equal_differ(one: Any, other: Any) -> None:
    assert _Counting().runs(_document(one), _document(other)) == 2


def test_order_of_keys_matters() -> None:
    swapped = _document()
    swapped.data["paths"]["/quilts"] = {"put": {}, "get": {}}
    given = _document()
    given.data["paths"]["/quilts"] = {"get": {}, "put": {}}
    assert _Counting().runs(given, swapped) == 2


@pytest.mark.parametrize(
    "looks_at",
    [
        lambda node: node.document.data,
        lambda node: node.document.page,
        lambda node: node.document.pages,
        lambda node: node.document.provenance,
        lambda node: node.document.about_parts(id),
        lambda node: node.document.about_part(_PATH, id),
        lambda node: node.once(id),
        lambda node: node.parent(),
        lambda node: node.of({"$ref": "#/info"}).followed(),
        lambda node: node.resolve({"$ref": "#/info"}),
    ],
    ids=[
        "data",
        "page",
        "pages",
        "provenance",
        "parts",
        "part",
        "fact",
        "parent",
        "followed",
        "reference",
    ],
)
def test_check_that_looks_at_the_rest_of_the_document_runs_again(looks_at: Any) -> None:
    assert _Counting(looks_at).runs(_document(), _document(), _document()) == 3


@pytest.mark.parametrize(
    "looks_at",
    [
        lambda node: node.is_openapi_30,
        lambda node: node.resolve({"type": "string"}),
        lambda node: node.resolve("text"),
        lambda node: node.followed(),
    ],
    ids=["version", "no reference", "text", "followed"],
)
def test_version_and_values_that_are_no_references_are_no_look_at_the_rest(looks_at: Any) -> None:
    assert _Counting(looks_at).runs(_document(), _document()) == 1


def test_one_fact_is_computed_once_and_seen_by_each_check_that_asks() -> None:
    asked: list[Document] = []
    document = _document()
    document.data["paths"]["/others"] = {}
    check = _Counting(lambda node: node.once(asked.append))
    assert (check.runs(document, document), len(asked)) == (4, 2)


def test_what_is_said_about_equal_parts_is_computed_once() -> None:
    asked: list[Any] = []

    def outline(value: Any) -> str:
        asked.append(value)
        return str(value)

    check = _Counting(lambda node: said.append(node.document.about_parts(outline)))
    said: list[Any] = []
    first = _document()
    second = replace(first, data=_document(title="Other").data)
    second.data["paths"]["/others"] = {}
    assert check.runs(first, second) == 3
    assert asked == [first.data["paths"]["/quilts"], {}]
    assert said == [each.about_parts(str) for each in (first, second, second)]


def test_a_check_is_not_run_again_because_another_one_looked_around() -> None:
    looking, local = _Counting(lambda node: node.document.data), _Counting()

    def entries(node: Cursor) -> list[BookEntry]:
        return [*looking.entries(node), *local.entries(node)]

    document, known = _document(), Known()
    document.data["paths"]["/others"] = {}
    for _ in range(3):
        list(known.search(document, entries))
    assert (looking.count, local.count) == (6, 2)


def test_part_that_is_nested_deeper_than_can_be_compared_is_checked_every_time() -> None:
    deep: Any = "end"
    for _ in range(3_000):
        deep = [deep]
    assert _Counting().runs(_document(deep), _document(deep)) == 2
    said: list[Any] = []
    look = _Counting(lambda node: said.append(node.document.about_parts(len)))
    document = _document(deep)
    document.data["paths"]["/others"] = {"get": deep, "put": deep}
    assert look.runs(document) == 2
    assert said == [{_PATH: 1, ("paths", "/others"): 2}] * 2


def test_values_of_edits_are_kept_as_they_were() -> None:
    document, known = _document(), Known()
    value: dict[str, Any] = {"shared": []}
    check = _Counting(finds=(Problem("odd", _PATH, (Set(_PATH, value),)),))
    list(known.search(document, check.entries))
    value["shared"].append("edited")
    (found,) = known.search(document, check.entries)
    assert found.problem.edits == (Set(_PATH, {"shared": []}),)


def test_checks_see_page_and_pages_of_the_document() -> None:
    seen: list[Any] = []
    page = Page("a.md", 0)
    document = Document(_document().data, page=page, pages=(page,))
    _Counting(lambda node: seen.extend((node.document.page, node.document.pages))).runs(document)
    assert seen == [page, (page,)]


_SCHEMAS: dict[str, Any] = {
    "A": {"type": "string"},
    "B": {"$ref": "#/components/schemas/A"},
    "C": {"$ref": "#/components/schemas/D"},
    "D": {"$ref": "#/components/schemas/C"},
    "E": {"$ref": "#/nowhere"},
}
_REFERENCES = [*(f"#/components/schemas/{name}" for name in _SCHEMAS), "#/nowhere", "a.yaml", 1]


def test_references_lead_where_they_do_in_the_document() -> None:
    document = _document()
    document.data["components"] = {"schemas": _SCHEMAS}
    values = [{"$ref": text, "title": at} for at in (1, 2) for text in _REFERENCES]

    def follow_all(node: Cursor) -> None:
        for value in values:
            assert node.resolve(value) is follow(document.data, value)

    assert _Counting(follow_all).runs(document) == 1


@pytest.mark.long
def test_findings_and_their_order_are_the_same_whatever_was_found_before() -> None:
    known = Known()
    for document in documents():
        assert summary(problems(document, known)) == summary(all_problems(document))


@pytest.mark.parametrize("seed", range(20))
def test_findings_after_random_edits_are_the_same_as_in_a_run_of_their_own(seed: int) -> None:
    chance, known = random.Random(seed), Known()
    data = yaml_loader.load(CLEAN)
    for _ in range(12):
        assert summary(problems(Document(data), known)) == summary(all_problems(Document(data)))
        place = chance.choice(list(places(data)))
        resolve(data, place[:-1])[place[-1]] = clone(chance.choice(STRANGE))


@pytest.mark.parametrize("seed", range(20))
def test_fixed_documents_are_the_same_as_in_a_run_of_their_own(seed: int) -> None:
    chance, known = random.Random(seed), Known()
    for _ in range(4):
        data = yaml_loader.load(CLEAN)
        for _ in range(3):
            place = chance.choice(list(places(data)))
            resolve(data, place[:-1])[place[-1]] = clone(chance.choice(STRANGE))
        document = Document(data)
        assert fix(document, known=known) == fix(document)
