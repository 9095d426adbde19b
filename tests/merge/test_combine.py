"""Parts of several pages become one: where they differ, which is used, and what is said about it."""

from __future__ import annotations

from typing import Any

import pytest

from specquilt.merging.combine import _used, as_contradiction, combine, first_difference
from specquilt.openapi.document import Document
from specquilt.openapi.finding import Finding, Fix, Severity
from specquilt.openapi.load.block import Block
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.provenance import Origin, Provenance

GET = ("paths", "/quilts", "get")
SCHEMA = ("components", "schemas", "Quilt")
TEXT, NUMBER = {"type": "string"}, {"type": "number"}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (1, 1, ()),
        (1, 2, ()),
        ({"a": 1}, {"a": 1}, ()),
        ({"a": 1, "b": 2}, {"a": 1, "b": 3}, ("b",)),
        ({"a": {"b": [1, {"c": 2}]}}, {"a": {"b": [1, {"c": 3}]}}, ("a", "b", 1, "c")),
        ({"b": 1}, {"a": 1, "b": 2}, ("b",)),
        ({"b": 1}, {"a": 1, "b": 1}, ("a",)),
        ({"a": 1}, {}, ("a",)),
        ([1], [1, 2], ()),
        ([1, 2], [1, 3], (1,)),
        ([1], {"a": 1}, ()),
        ({"a": [1]}, {"a": {}}, ("a",)),
    ],
)
def test_first_difference_is_in_the_order_of_the_first_value(
    one: Any, other: Any, expected: Pointer
) -> None:
    assert first_difference(one, other) == expected


@pytest.mark.parametrize(
    ("pointer", "different", "expected"),
    [
        (GET, ("responses", "200", "description"), "the wider of both"),
        (GET, ("responses",), "the wider of both"),
        (GET, ("parameters", 0, "style"), "the wider of both"),
        (
            GET,
            ("requestBody", "content", "a/b", "schema", "properties", "a", "type"),
            "the wider of both",
        ),
        (GET, ("requestBody", "content", "a/b", "encoding", "a", "style"), "the first"),
        (GET, ("responses", "200", "links", "a", "operationId"), "the first"),
        (GET, ("responses", "200", "headers", "a", "schema"), "the wider of both"),
        (GET, ("callbacks", "a"), "the first"),
        (GET, ("servers", 0, "url"), "the wider of both"),
        (SCHEMA, ("type",), "the wider of both"),
        (SCHEMA, ("xml", "name"), "the first"),
        (("components", "securitySchemes", "key"), ("name",), "the first"),
        (("components", "parameters", "id"), ("name",), "the wider of both"),
        (("paths", "/quilts", "parameters"), (0, "name"), "the wider of both"),
        (("paths", "/quilts", "x-a"), (), "the first"),
    ],
)
def test_of_what_cannot_be_joined_the_first_is_used(
    pointer: Pointer, different: Pointer, expected: str
) -> None:
    assert _used(pointer, different) == expected


def page(name: str, schema: Any = None, **item: Any) -> Document:
    schemas = {"components": {"schemas": {"Quilt": schema}}} if schema is not None else {}
    data = {"openapi": "3.1.0", "paths": {"/quilts": item}, **schemas}
    return Document(data, Provenance({(): (Origin(Block(name, "", 3)),)}))


def findings(*pages: Document) -> list[Finding]:
    return combine(list(pages)).findings


@pytest.mark.parametrize(
    ("one", "other", "pointer", "rule", "subject"),
    [
        (
            page("a", TEXT),
            page("b", NUMBER),
            (*SCHEMA, "type"),
            "schema-conflict",
            "component 'schemas/Quilt'",
        ),
        (
            page("a", get={"security": [{"a": []}]}),
            page("b", get={"security": [{"b": []}]}),
            (*GET, "security", 0, "a"),
            "operation-conflict",
            "GET /quilts",
        ),
        (
            page("a", servers=[{"url": "/a"}]),
            page("b", servers=[{"url": "/b"}]),
            (*GET[:2], "servers", 0, "url"),
            "operation-conflict",
            "key 'servers' of path /quilts",
        ),
    ],
)
def test_contradiction_names_both_pages(
    one: Document, other: Document, pointer: Pointer, rule: str, subject: str
) -> None:
    (finding,) = findings(one, other)
    assert (finding.rule, finding.severity, finding.pointer) == (rule, Severity.WARNING, pointer)
    assert finding.message == f"conflicting definitions of {subject}; the other one is at a:3"
    assert finding.location
    assert finding.location.path == "b"
    assert [place.location.path for place in finding.related] == ["a"]
    assert (
        finding.help
        == "the wider of both is used; remove one of the pages, or make it a supplement"
    )
    assert (finding.repaired, finding.fix) == (True, Fix.GUESS)


def test_contradiction_of_a_page_without_places_is_on_another_page() -> None:
    nowhere = Document(page("a", TEXT).data, Provenance())
    (finding,) = findings(nowhere, page("b", NUMBER))
    assert finding.message.endswith("; the other one is on another page")
    assert finding.related == ()


def test_contradiction_that_nothing_resolves_is_an_error() -> None:
    (finding,) = map(as_contradiction, findings(page("a", TEXT), page("b", NUMBER)))
    assert (finding.severity, finding.repaired, finding.fix) == (Severity.ERROR, False, Fix.NONE)
    assert finding.help == "remove one of the pages, or make it a supplement"


def test_other_words_are_reported_once_for_all_pages() -> None:
    pages = [page(name, {**TEXT, "description": name}) for name in ("a", "b", "c")]
    (finding,) = findings(*pages)
    assert (finding.rule, finding.severity) == ("annotations-differ", Severity.INFO)
    assert finding.message == (
        "pages describe component 'schemas/Quilt' in different words; those of the first page are used"
    )
    assert finding.location
    assert [finding.location.path, *(place.location.path for place in finding.related)] == [
        "a",
        "b",
    ]


def test_third_page_is_compared_with_the_first() -> None:
    pages = [page("a", TEXT), page("b", NUMBER), page("c", TEXT), page("d", NUMBER)]
    draft = combine(pages)
    assert draft.data["components"]["schemas"]["Quilt"] == {"anyOf": [TEXT, NUMBER]}
    assert [finding.location and finding.location.path for finding in draft.findings] == [
        "b",
        "d",
    ]


@pytest.mark.parametrize("words", [{"summary": "A"}, {"description": "A"}, {"x-a": 1}])
def test_words_about_a_path_are_those_of_the_first_page(words: dict[str, Any]) -> None:
    (key,) = words
    draft = combine([page("a", **words), page("b", **{key: "B"})])
    assert draft.data["paths"]["/quilts"] == words


def test_pages_are_not_changed() -> None:
    one, other = page("a", TEXT, get={"tags": ["a"]}), page("b", NUMBER, get={"tags": ["b"]})
    draft = combine([one, other])
    draft.data["paths"]["/quilts"]["get"]["tags"].append("c")
    assert one.data == page("a", TEXT, get={"tags": ["a"]}).data
    assert other.data == page("b", NUMBER, get={"tags": ["b"]}).data


def test_extensions_of_paths_are_no_paths() -> None:
    document = Document(
        {"paths": {"x-a": {"get": {}}, "/a": {"get": {}}}, "webhooks": {"w": {"post": {}}}}
    )
    draft = combine([document])
    assert draft.data == {
        "paths": {"/a": {"get": {}}},
        "components": {},
        "webhooks": {"w": {"post": {}}},
    }
