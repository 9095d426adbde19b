"""A merge leaves fragments as they are, also one that it has nothing to merge with."""

from __future__ import annotations

import json
from typing import Any

import pytest

from specquilt.merging.draft import Draft
from specquilt.merging.key_order import sort_keys
from specquilt.merging.merge import MergeInput, merge
from specquilt.openapi.document import Document
from specquilt.openapi.load.block import Block
from specquilt.openapi.page import CodeSample, Fact, Page
from specquilt.openapi.provenance import Origin, Provenance

OPERATION = {"responses": {"204": {"description": "Done"}}, "operationId": "get"}
ITEM = {"get": OPERATION}
SECURED = {"get": {**OPERATION, "security": [{"key": []}]}}
REFERENCES = {"/a": {"$ref": "#/components/pathItems/A"}, "/b": {"$ref": "#/x-items/b"}}


def document(**parts: Any) -> dict[str, Any]:
    return {"openapi": "3.1.0", "info": {"version": "1", "title": "A"}, **parts}


DOCUMENTS = {
    "security of the document": document(security=[{"key": []}], paths={"/a": ITEM}),
    "security of operations": document(paths={"/a": SECURED, "/b": SECURED}),
    "referenced items": document(
        security=[{"key": []}],
        paths=REFERENCES,
        components={"pathItems": {"A": ITEM}},
        **{"x-items": {"b": ITEM}},
    ),
    "referenced items with security": document(
        paths=REFERENCES, components={"pathItems": {"A": SECURED}}, **{"x-items": {"b": SECURED}}
    ),
}


def page() -> Page:
    reference, sample = Fact("https://docs.test/a", 3), CodeSample("python", "", "a()", 4)
    return Page("a.md", reference=reference, samples=(sample,))


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_merge_does_not_change_its_fragments(name: str, number: int) -> None:
    before = json.dumps(DOCUMENTS[name])
    fragments = [
        Document(
            json.loads(before), Provenance({(): (Origin(Block("a.md", "")),)}), page(), (page(),)
        )
        for _ in range(number)
    ]
    merged, _ = merge(MergeInput(tuple(fragments)))
    assert "externalDocs" in json.dumps(merged.data)
    assert "x-codeSamples" in json.dumps(sort_keys(merged).data)
    assert [json.dumps(each.data) for each in fragments] == [before] * number


def test_sorting_does_not_change_the_document() -> None:
    made = Document({"info": {}, "openapi": "3.1.0"})
    assert list(sort_keys(made).data) == ["openapi", "info"]
    assert list(made.data) == ["info", "openapi"]


@pytest.mark.parametrize("section", ["paths", "x-items"])
def test_what_a_draft_owns_is_shared_with_no_fragment(section: str) -> None:
    part: dict[str, Any] = {"get": {"tags": {"a": 1}}}
    draft = Draft()
    if section == "paths":
        draft.put((section, "/a", "get"), part["get"])
    else:
        draft.put((section,), {"/a": part})
    draft.own((section, "/a", "get"))["summary"] = "Gets"
    assert draft.data[section]["/a"]["get"] == {"tags": {"a": 1}, "summary": "Gets"}
    assert part == {"get": {"tags": {"a": 1}}}
