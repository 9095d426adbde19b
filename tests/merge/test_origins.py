"""The merged document knows all pages that a part comes from, and leaves alone what one page says."""

from __future__ import annotations

from typing import Any

import pytest

from specquilt.merging.merge import MergeInput, merge
from specquilt.openapi.document import Document
from specquilt.openapi.finding import InputError
from specquilt.openapi.load.block import Block
from specquilt.openapi.page import Fact, Page
from specquilt.openapi.provenance import Origin, Provenance

ADD = ("paths", "/quilts", "post")


def page(name: str, **parts: Any) -> Document:
    data = {"openapi": "3.1.0", "info": {"title": "Quilts", "version": "1"}, "paths": {}, **parts}
    return Document(data, Provenance({(): (Origin(Block(name, "")),)}))


def adding(name: str, body: Any, **parts: Any) -> Document:
    content = {"application/json": {"schema": body}}
    operation = {"requestBody": {"content": content}, "responses": {"200": parts or {}}}
    return page(name, paths={"/quilts": {"post": operation}})


def names(document: Document) -> list[str]:
    return [origin.block.path for origin in document.provenance.trace(ADD)]


def merged(*documents: Document, **parts: Any) -> Document:
    return merge(MergeInput(documents, **parts))[0]


def test_operation_of_contradicting_pages_comes_from_both() -> None:
    one, other = adding("one.md", {"type": "string"}), adding("two.md", {"type": "integer"})
    assert names(merged(one, other)) == ["one.md", "two.md"]


def test_contradiction_is_reported_where_only_one_page_has_something() -> None:
    one, other = adding("one.md", {"type": "string"}), adding("two.md", {"type": "string"})
    parameters = [{"name": "a", "in": "query", "schema": {"type": "string"}}]
    other.data["paths"]["/quilts"]["post"]["parameters"] = parameters
    (finding,) = merge(MergeInput((one, other)))[1]
    assert finding.pointer == (*ADD, "parameters")


def test_operation_with_a_streaming_variant_comes_from_both_pages() -> None:
    def switch(*, on: bool) -> dict[str, Any]:
        return {"type": "object", "properties": {"stream": {"const": on}}}

    events = {"text/event-stream": {"schema": {"type": "string"}}}
    plain = adding("one.md", switch(on=False), description="Done")
    streaming = adding("two.md", switch(on=True), description="Done", content=events)
    document = merged(plain, streaming)
    assert names(document) == ["one.md", "two.md"]
    body = document.data["paths"]["/quilts"]["post"]["requestBody"]["content"]
    assert "const" not in body["application/json"]["schema"]["properties"]["stream"]


def test_variants_that_differ_in_more_than_streaming_are_reported() -> None:
    def variant(name: str, content: dict[str, Any], *, on: bool) -> Document:
        switch = {"properties": {"stream": {"const": on}}}
        return adding(name, switch, description="Done", content=content)

    plain = variant("one.md", {}, on=False)
    streaming = variant("two.md", {"text/event-stream": {}}, on=True)
    streaming.data["paths"]["/quilts"]["post"]["deprecated"] = True
    findings = merge(MergeInput((plain, streaming)))[1]
    assert [finding.pointer[:3] for finding in findings] == [ADD]


def test_security_schemes_of_a_supplement_are_added() -> None:
    schemes = {"key": {"type": "http", "scheme": "bearer"}}
    supplement = page("supplement.yaml", components={"securitySchemes": schemes})
    document = merged(adding("one.md", {}), supplements=(supplement,))
    assert document.data["components"]["securitySchemes"] == schemes


def test_ids_of_a_single_document_stay_as_they_are() -> None:
    operation = {"operationId": "list", "responses": {"200": {"description": "Done"}}}
    document = merged(page("one.md", paths={"/a": {"get": operation}, "/b": {"get": operation}}))
    paths = document.data["paths"]
    assert [paths[path]["get"]["operationId"] for path in ("/a", "/b")] == ["list", "list"]


def test_shared_error_comes_from_all_pages_that_have_it() -> None:
    error = {"description": "Not found"}

    def failing(name: str, path: str) -> Document:
        return page(name, paths={path: {"get": {"responses": {"404": error}}}})

    document = merged(failing("one.md", "/a"), failing("two.md", "/b"))
    (shared,) = document.data["components"]["responses"]
    trace = document.provenance.trace(("components", "responses", shared))
    assert [origin.block.path for origin in trace] == ["one.md", "two.md"]


def test_all_components_that_an_operation_of_a_supplement_needs_are_added() -> None:
    known, new = {"type": "string"}, {"type": "integer"}
    properties = {name: {"$ref": f"#/components/schemas/{name}"} for name in ("Known", "New")}
    supplement = adding("supplement.yaml", {"properties": properties})
    supplement.data["components"] = {"schemas": {"Known": known, "New": new}}
    first = page("one.md", paths={}, components={"schemas": {"Known": known}})
    document = merged(first, supplements=(supplement,))
    assert document.data["components"]["schemas"] == {"Known": known, "New": new}


def test_what_only_the_second_page_has_comes_from_it() -> None:
    one = adding("one.md", {"type": "object", "properties": {"a": {"type": "string"}}})
    other = adding("two.md", {"type": "object", "properties": {"b": {"type": "string"}}})
    body = (*ADD, "requestBody", "content", "application/json", "schema", "properties")
    provenance = merged(one, other).provenance
    places = {name: provenance.place((*body, name)) for name in "ab"}
    assert {name: place and place.block.path for name, place in places.items()} == {
        "a": "one.md",
        "b": "two.md",
    }


@pytest.mark.parametrize("name", ["Quilt", "description"])
def test_component_that_pages_contradict_is_reported_whatever_its_name(name: str) -> None:
    one, other = (
        page(f"{kind}.md", components={"schemas": {name: {"type": kind}}})
        for kind in ("string", "integer")
    )
    (finding,) = merge(MergeInput((one, other)))[1]
    assert finding.rule == "schema-conflict"


def test_two_operations_of_one_id_get_two_names() -> None:
    def tagged(path: str) -> Document:
        operation = {"operationId": "list", "tags": [path], "responses": {"200": {}}}
        return page(f"{path}.md", paths={f"/{path}": {"get": operation}})

    document, findings = merge(MergeInput((tagged("quilts"), tagged("patches"))))
    paths = document.data["paths"]
    assert [paths[path]["get"]["operationId"] for path in paths] == ["quilts_list", "patches_list"]
    assert [finding.rule for finding in findings] == ["operation-id-duplicate"] * 2


def test_pages_without_a_specification_are_located_at_the_first() -> None:
    without, request = Page("one.md"), Page("two.md", method=Fact("GET", 5))
    for pages, place in (((without, request), None), ((request, without), ("two.md", 5))):
        with pytest.raises(InputError, match="no page contains") as caught:
            merge(MergeInput((), pages=pages))
        location = caught.value.findings[0].location
        assert (location and (location.path, location.line)) == place
