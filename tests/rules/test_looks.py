"""A check that looked at other parts runs again if one of them has changed, and only then."""

from __future__ import annotations

from typing import Any

import pytest

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.document import Document, clone
from specquilt.openapi.edits import Set
from specquilt.openapi.kinds import Kind
from specquilt.openapi.pointer import resolve
from specquilt.rules.engine.known import Known
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.engine.visits import BookEntry

_TO_A = {"$ref": "#/components/schemas/A"}
_DATA: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Shop"},
    "paths": {"/quilts": {"get": {}}, "/others": {}},
    "components": {
        "schemas": {"A": {"$ref": "#/components/schemas/B"}, "B": {"title": "B"}, "C": {}}
    },
}


class _Looking:
    """A check of one path item; it finds what it sees, and counts how often it looks."""

    def __init__(self, look: Any) -> None:
        self.count, self._look = 0, look

    def entries(self, node: Cursor) -> list[BookEntry]:
        is_asked = node.kind is Kind.PATH_ITEM and node.pointer[-1] == "/quilts"
        return [BookEntry("looking", Rule(summary="", why=""), self)] if is_asked else []

    def __call__(self, node: Cursor) -> list[Problem]:
        self.count += 1
        value = self._look(node)
        return [Problem("seen", node.pointer, (Set(node.pointer, value),))]


def _runs(look: Any, *documents: dict[str, Any]) -> int:
    check, known = _Looking(look), Known()
    for data in documents:
        document = Document(clone(data))
        (hit,) = known.search(document, check.entries)
        expected = look(Cursor(("paths", "/quilts"), data["paths"]["/quilts"], Document(data)))
        assert [each.value for each in hit.problem.edits if isinstance(each, Set)] == [expected]
    return check.count


def _with(*place: str, value: Any) -> dict[str, Any]:
    data: dict[str, Any] = clone(_DATA)
    resolve(data, place[:-1])[place[-1]] = value
    return data


LOOKS = {
    "reference": lambda node: node.resolve(_TO_A),
    "part": lambda node: node.document.part(("components", "schemas", "B")),
}


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_a_check_does_not_run_again_while_what_it_saw_is_the_same(look: Any) -> None:
    others = [
        _with("info", "title", value="Other"),
        _with("paths", "/others", value={"get": {}}),
        _with("components", "schemas", "C", value={"title": "C"}),
    ]
    assert _runs(look, _DATA, _DATA, *others) == 1


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
@pytest.mark.parametrize(
    "changed",
    [
        _with("components", "schemas", "B", value={"title": "Other"}),
        _with("paths", "/quilts", value={"put": {}}),
        _with("openapi", value="3.0.3"),
    ],
    ids=["what it saw", "its own part", "version"],
)
def test_a_check_runs_again_if_what_it_saw_has_changed(look: Any, changed: dict[str, Any]) -> None:
    assert _runs(look, _DATA, changed) == 2
    assert _runs(look, _DATA, _DATA, changed, changed) == 2


def test_all_parts_that_a_reference_leads_through_are_seen() -> None:
    changed = _with("components", "schemas", "A", value={"$ref": "#/components/schemas/C"})
    assert _runs(LOOKS["reference"], _DATA, changed) == 2


@pytest.mark.parametrize(
    "look",
    [
        lambda node: [node.resolve(_TO_A), node.document.data["info"]["title"]],
        lambda node: node.resolve({"$ref": "#/components/schemas"}),
        lambda node: node.resolve({"$ref": "#/components/schemas/Missing"}),
        lambda node: node.resolve({"$ref": 7}),
        lambda node: node.document.part(("components", "schemas", "Missing")),
    ],
    ids=["the rest, too", "more than a part", "nothing", "no reference", "no part"],
)
def test_a_check_runs_each_time_if_it_is_not_known_what_it_saw(look: Any) -> None:
    assert _runs(look, _DATA, _DATA, _DATA) == 3


def test_problems_are_remembered_as_they_were() -> None:
    known, check, data = Known(), _Looking(LOOKS["reference"]), clone(_DATA)
    (hit,) = known.search(Document(data), check.entries)
    (edit,) = hit.problem.edits
    assert isinstance(edit, Set)
    edit.value["title"] = "Other"
    (again,) = known.search(Document(clone(_DATA)), check.entries)
    assert (again.problem.edits, check.count) == ((Set(("paths", "/quilts"), {"title": "B"}),), 1)
