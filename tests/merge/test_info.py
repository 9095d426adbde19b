"""The title and the version of a merged document, the order of its keys, and what it leaves out."""

from __future__ import annotations

from typing import Any

import pytest

from specquilt.merging.key_order import sort_keys
from specquilt.merging.merge import MergeInput, fragment_of, merge
from specquilt.openapi.document import Document
from specquilt.openapi.finding import InputError
from specquilt.openapi.load.block import Block
from specquilt.openapi.page import Embedded, Page


def page(title: str = "", *servers: str, version: str = "1", **parts: Any) -> Document:
    urls = {"servers": [{"url": url} for url in servers]} if servers else {}
    info = {"title": title, "version": version}
    return Document({"openapi": "3.1.0", "info": info, "paths": {}, **urls, **parts})


def merged(*documents: Document, **info: str) -> dict[str, Any]:
    return merge(MergeInput(documents, info=info))[0].data


@pytest.mark.parametrize(
    ("pages", "title"),
    [
        ([page("A"), page("B")], "A"),
        ([page(""), page("B")], "API"),
        ([page("A"), page("B", "https://b.test/v1")], "b.test API"),
        ([page("A", "/v1", "https://a.test"), page("B", "https://b.test")], "a.test API"),
        ([page("A", "http://["), page("B")], "A"),
        ([page("A", "https://a.test")], "A"),
    ],
)
def test_several_pages_have_the_title_of_their_first_host(
    pages: list[Document], title: str
) -> None:
    assert merged(*pages)["info"]["title"] == title


def test_page_without_a_title_or_a_version_gets_them() -> None:
    document = Document({"openapi": "3.1.0", "paths": {}})
    assert merged(document)["info"] == {"title": "API", "version": "None"}


@pytest.mark.parametrize(
    ("versions", "expected"), [(["1", "1"], "1"), (["1", "2"], "unversioned"), (["3"], "3")]
)
def test_version_is_that_of_all_pages(versions: list[str], expected: str) -> None:
    pages = (page("A", version=version) for version in versions)
    assert merged(*pages)["info"]["version"] == expected


def test_info_of_a_single_page_is_kept_and_that_of_the_configuration_wins() -> None:
    one = page("A", info={"title": "A", "version": "1", "contact": {}})
    assert merged(one, title="B")["info"] == {"title": "B", "version": "1", "contact": {}}
    assert merged(one, one, version="2")["info"] == {"title": "A", "version": "2"}


def test_document_has_the_newest_version_of_openapi_and_the_other_keys_of_the_first_page() -> None:
    own: dict[str, Any] = {"x-a": 1, "externalDocs": {"url": "/a"}}
    others: dict[str, Any] = {"x-a": 2, "x-b": 2, "openapi": "3.1.1"}
    data = merged(page("A", **own), page("B", **others))
    assert (data["openapi"], data["x-a"], data["externalDocs"]) == ("3.1.1", 1, {"url": "/a"})
    assert "x-b" not in data


def test_empty_components_are_left_out() -> None:
    schemas = {"A": {"type": "string"}}
    assert "components" not in merged(page("A", components={"schemas": {}}))
    found = merged(page("A", components={"schemas": schemas, "responses": {}}))
    assert found["components"] == {"schemas": schemas}


def test_settings_are_those_that_are_asked_for() -> None:
    one, other = (
        page(kind, components={"schemas": {"A": {"type": kind}}}) for kind in ("string", "number")
    )
    assert MergeInput((one,)).is_strict is False
    assert merge(MergeInput((one, other)))[1]
    with pytest.raises(InputError, match="conflicting definitions"):
        merge(MergeInput((one, other), is_strict=True))
    assert merge(MergeInput((one, one), is_strict=True))[1] == []


def test_fragment_comes_from_the_block_of_its_page() -> None:
    block = Block("page.md", "openapi: 3.1.0", 7)
    source = Page("page.md", fragment=Embedded(block, {"openapi": "3.1.0"}))
    fragment = fragment_of(source)
    assert (fragment.data, fragment.page, fragment.pages) == (
        {"openapi": "3.1.0"},
        source,
        (source,),
    )
    place = fragment.provenance.place(("openapi",))
    assert place
    assert (place.block, place.location.line) == (block, 7)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (["paths", "x-a", "info", "openapi"], ["openapi", "info", "paths", "x-a"]),
        (["x-b", "x-a", "tags"], ["tags", "x-b", "x-a"]),
        (["openapi", "info"], ["openapi", "info"]),
    ],
)
def test_keys_have_their_usual_order_and_unknown_ones_come_last(
    keys: list[str], expected: list[str]
) -> None:
    assert list(sort_keys(Document({key: {} for key in keys})).data) == expected


def test_keys_of_inner_objects_have_their_order_and_names_keep_theirs() -> None:
    schema = {
        "items": {"type": "a", "title": "b"},
        "type": "array",
        "properties": {"z": {}, "a": {}},
    }
    operation = {"responses": {"200": {}, "100": {}}, "tags": []}
    data = {
        "paths": {"/b": {"get": operation}, "/a": {}},
        "components": {"schemas": {"Z": schema, "A": {}}},
    }
    found = sort_keys(Document(data)).data
    inner = found["components"]["schemas"]["Z"]
    assert list(inner) == ["type", "properties", "items"]
    assert (list(inner["properties"]), list(inner["items"])) == (["z", "a"], ["title", "type"])
    assert list(found["paths"]) == ["/b", "/a"]
    assert list(found["paths"]["/b"]["get"]) == ["tags", "responses"]
    assert list(found["paths"]["/b"]["get"]["responses"]) == ["200", "100"]


def _operations(*ids: tuple[str, str, list[str]]) -> list[Document]:
    return [
        page("A", paths={path: {"get": {"operationId": name, "tags": tags, "responses": {}}}})
        for path, name, tags in ids
    ]


def test_repeated_ids_are_made_longer_by_tag_and_then_by_path() -> None:
    pages = _operations(
        ("/a", "list", ["quilts"]),
        ("/b", "list", ["quilts"]),
        ("/c", "list", []),
        ("/d", "list", ["a/b"]),
        ("/e", "own", ["quilts"]),
        ("/f", "", []),
        ("/g", "", []),
    )
    paths = merged(*pages)["paths"]
    names = {path: item["get"]["operationId"] for path, item in paths.items()}
    assert names == {
        "/a": "quilts_list",
        "/b": "get_b",
        "/c": "get_c",
        "/d": "a_b_list",
        "/e": "own",
        "/f": "",
        "/g": "",
    }
    calls = {path: item["get"].get("x-specquilt-call") for path, item in paths.items()}
    assert calls == {**dict.fromkeys(names), "/a": "quilts.list", "/d": "a.b.list"}
