"""The parts of a document, and what is known of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from specquilt.openapi import part_memory
from specquilt.openapi.document import Document, clone
from specquilt.openapi.parts import exact, is_part, part_around, parts_of, rest_of

DATA: dict[str, Any] = {
    "info": {"title": "Quilts"},
    "paths": {"/a": {"get": {}}, "x-more": 1},
    "webhooks": {"made": {"post": {}}},
    "components": {"schemas": {"A": {"enum": [1, 0]}}, "responses": {"B": {}}, "x-text": "a"},
}
PARTS = [
    ("paths", "/a"),
    ("paths", "x-more"),
    ("webhooks", "made"),
    ("components", "schemas", "A"),
    ("components", "responses", "B"),
]


def test_parts_are_entries_of_paths_webhooks_and_sections_of_components() -> None:
    assert [pointer for pointer, _ in parts_of(DATA)] == PARTS
    assert dict(parts_of(DATA))["components", "schemas", "A"] == {"enum": [1, 0]}


@pytest.mark.parametrize("data", [{}, {"paths": [], "webhooks": None, "components": {"a": []}}])
def test_what_is_no_mapping_has_no_parts(data: dict[str, Any]) -> None:
    assert list(parts_of(data)) == []


def test_pointers_of_parts() -> None:
    assert all(map(is_part, PARTS))
    others = [(), ("info",), ("info", "title"), ("paths",), ("paths", "/a", "get")]
    others += [("components",), ("components", "schemas"), ("components", "schemas", "A", "enum")]
    assert not any(map(is_part, others))


@pytest.mark.parametrize(
    ("one", "other"),
    [(1, True), (0, False), (1, 1.0), (0.0, -0.0), ("1", 1), ({"a": 1, "b": 2}, {"b": 2, "a": 1})],
)
def test_what_differs_in_type_or_order_is_not_the_same(one: Any, other: Any) -> None:
    assert exact([one]) != exact([other])
    assert exact([one]) == exact(clone([one])) is not None


def test_what_is_nested_too_deeply_is_not_the_same_as_anything() -> None:
    deep: Any = []
    for _ in range(3_000):
        deep = [deep]
    assert exact(deep) is None


def test_what_is_said_about_parts_is_said_about_each() -> None:
    found = Document(DATA).about_parts(str)
    assert list(found) == PARTS
    assert found["webhooks", "made"] == "{'post': {}}"


def test_the_rest_is_all_but_the_parts_with_anything_in_them() -> None:
    assert rest_of({**DATA, "x-odd": {"a": [1]}}) == {
        "info": {"title": "Quilts"},
        "paths": {"x-more": 1},
        "webhooks": {},
        "components": {"schemas": {}, "responses": {}, "x-text": "a"},
        "x-odd": {"a": [1]},
    }
    assert rest_of({"paths": [{}], "components": {"schemas": [{}]}}) == {
        "paths": [{}],
        "components": {"schemas": [{}]},
    }


def test_part_around_a_place() -> None:
    assert {part_around((*part, "get", 0)) for part in PARTS} == {*PARTS}
    assert [part_around(place) for place in [(), ("info", "title"), ("paths",)]] == [
        (),
        ("info", "title"),
        ("paths",),
    ]


def test_what_was_said_about_a_part_is_known_of_equal_ones_in_documents_made_of_it() -> None:
    asked: list[Any] = []
    document = Document(clone(DATA))
    document.about_parts(asked.append)
    assert len(asked) == len(PARTS)
    other = replace(document, data=clone(DATA))
    other.data["paths"]["/a"]["get"] = {"deprecated": True}
    assert other.about_part(("webhooks", "made"), asked.append) is None
    other.about_parts(asked.append)
    assert asked[len(PARTS) :] == [{"get": {"deprecated": True}}]


def test_contents_are_those_of_the_document_that_is_asked() -> None:
    one = Document(clone(DATA))
    other = replace(one, data={**clone(DATA), "webhooks": {"made": {"put": {}}}})
    for document in (one, other, one):
        assert document.contents() == {at: exact(value) for at, value in parts_of(document.data)}


def test_the_content_of_a_part_that_documents_share_is_read_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[Any] = []

    def noted(value: Any) -> bytes | None:
        read.append(value)
        return exact(value)

    monkeypatch.setattr(part_memory, "exact", noted)
    one = Document(clone(DATA))
    one.contents()
    replace(one, data={**one.data, "webhooks": {"made": {"put": {}}}}).contents()
    assert read == [value for _, value in parts_of(one.data)] + [{"put": {}}]
