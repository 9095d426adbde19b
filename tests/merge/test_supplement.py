"""A supplement fills the gaps of the pages, and never replaces what they say."""

from __future__ import annotations

from typing import Any

import pytest

from specquilt.merging.merge import MergeInput, merge
from specquilt.openapi.document import Document
from specquilt.openapi.finding import Finding, Severity
from specquilt.openapi.load.block import Block
from specquilt.openapi.provenance import Origin, Provenance
from specquilt.openapi.references import reference_to

TEXT = {"type": "string"}


def document(name: str, **parts: Any) -> Document:
    data = {"openapi": "3.1.0", "info": {"title": "Quilts", "version": "1"}, "paths": {}, **parts}
    return Document(data, Provenance({(): (Origin(Block(name, "")),)}))


def filled(
    page: dict[str, Any], supplement: dict[str, Any]
) -> tuple[dict[str, Any], list[Finding]]:
    parts = document("page.md", **page), document("more.yaml", **supplement)
    merged, findings = merge(MergeInput(parts[:1], parts[1:]))
    return merged.data, findings


def paths(path: str = "/quilts", method: str = "get", **operation: Any) -> dict[str, Any]:
    return {"paths": {path: {method: {"responses": {}, **operation}}}}


def content(schema: Any) -> dict[str, Any]:
    return {"content": {"application/json": {"schema": schema}}}


def schema(name: str) -> dict[str, str]:
    return {"$ref": reference_to(("components", "schemas", name))}


def messages(findings: list[Finding]) -> list[tuple[Severity, str]]:
    return [(finding.severity, finding.message) for finding in findings]


def test_pages_of_different_versions_have_that_of_the_supplement() -> None:
    pages = [document(f"{at}.md", info={"title": "A", "version": str(at)}) for at in (1, 2)]
    more = document("more.yaml", info={"title": "B", "version": "7"})
    assert merge(MergeInput(tuple(pages), (more,)))[0].data["info"]["version"] == "7"


def test_info_that_the_page_lacks_is_filled() -> None:
    contact = {"name": "Ada"}
    theirs = {
        "title": "B",
        "version": "2",
        "summary": "All",
        "contact": contact,
        "license": {"name": "L"},
    }
    ours = {"title": "A", "version": "1", "summary": "Some"}
    data, _ = filled({"info": ours}, {"info": {**theirs, "termsOfService": "T", "x-a": 1}})
    assert data["info"] == {
        **ours,
        "contact": contact,
        "license": {"name": "L"},
        "termsOfService": "T",
    }


def test_only_the_description_of_a_known_server_is_filled() -> None:
    ours = [{"url": "https://a.test"}, {"url": "https://b.test", "description": "B"}]
    theirs = [
        {"url": "https://c.test", "description": "C"},
        *({**each, "description": "D"} for each in ours),
    ]
    data, _ = filled({"servers": ours}, {"servers": theirs})
    assert data["servers"] == [{**ours[0], "description": "D"}, ours[1]]


def test_only_the_description_of_a_known_tag_is_filled() -> None:
    ours = [{"name": "QuiltPatches"}, {"name": "cuts", "description": "Cuts"}, {"name": "seams"}]
    theirs = [
        {"name": "new", "description": "New"},
        {"name": "Cuts", "description": "Other"},
        {"name": "quilt_patches", "description": "Patches"},
    ]
    data, _ = filled({"tags": ours}, {"tags": theirs})
    assert data["tags"] == [{**ours[0], "description": "Patches"}, *ours[1:]]


@pytest.mark.parametrize(
    ("path", "method", "is_same"),
    [
        ("/quilts/{quilt}/cuts", "get", True),
        ("/quilts/{id}/cuts", "get", True),
        ("/quilts/{id}/cuts", "post", False),
        ("/quilts/id/cuts", "get", False),
        ("/quilts/{id}", "get", False),
        ("/quilts/{id}/seams", "get", False),
    ],
)
def test_operations_are_the_same_whatever_their_parameters_are_called(
    path: str, method: str, *, is_same: bool
) -> None:
    data, findings = filled(
        paths("/quilts/{id}/cuts", summary="Page"),
        paths(path, method, summary="Supplement", description="Long"),
    )
    described = {**paths(path, method)["paths"], **data["paths"]}
    operation = described["/quilts/{id}/cuts"]["get"]
    assert operation["summary"] == "Page"
    assert operation.get("description") == ("Long" if is_same else None)
    added = (Severity.INFO, "this operation is only in the supplement; it is added")
    assert messages(findings) == ([] if is_same else [added])


def test_operation_is_added_with_what_its_path_says_and_all_that_they_refer_to() -> None:
    shared = [{"name": "a", "in": "query", "schema": schema("A")}]
    schemas = {
        "A": {"anyOf": [schema("B"), TEXT]},
        "B": {"properties": {"a": schema("A"), "c": schema("C")}},
        "C": TEXT,
        "Unused": TEXT,
    }
    item = {
        "parameters": shared,
        "summary": "Quilts",
        "get": {"responses": {}},
        "post": {"responses": {}},
    }
    page = {"paths": {"/quilts": {"post": {"responses": {}}}}, "components": {"schemas": {"C": {}}}}
    data, _ = filled(page, {"paths": {"/quilts": item}, "components": {"schemas": schemas}})
    assert data["paths"]["/quilts"] == item
    assert data["components"]["schemas"] == {"A": schemas["A"], "B": schemas["B"], "C": {}}


def test_missing_body_is_added_with_what_it_refers_to() -> None:
    theirs = {**paths(requestBody=content(schema("A"))), "components": {"schemas": {"A": TEXT}}}
    data, findings = filled(paths(), theirs)
    assert data["paths"]["/quilts"]["get"]["requestBody"] == content(schema("A"))
    assert data["components"]["schemas"] == {"A": TEXT}
    added = "this request body is only in the supplement; it is added"
    assert messages(findings) == [(Severity.INFO, added)]


def test_missing_content_of_a_response_is_added_with_what_it_refers_to() -> None:
    ours = {"200": {"description": "Done"}}
    theirs = {"200": {"description": "OK", **content(schema("A"))}, "404": {"description": "No"}}
    data, findings = filled(
        paths(responses=ours), {**paths(responses=theirs), "components": {"schemas": {"A": TEXT}}}
    )
    operation = data["paths"]["/quilts"]["get"]
    assert operation["responses"] == {"200": {"description": "Done", **content(schema("A"))}}
    assert data["components"]["schemas"] == {"A": TEXT}
    assert messages(findings) == [(Severity.INFO, "response 404 is not on the pages")]
    assert findings[0].pointer == ("paths", "/quilts", "get", "responses", "404")


@pytest.mark.parametrize("part", ["requestBody", "responses"])
def test_contradiction_in_a_body_is_reported_once_with_both_places(part: str) -> None:
    def saying(type_: str) -> dict[str, Any]:
        body = content({"type": type_, "description": type_})
        wrapped = body if part == "requestBody" else {"200": body, "201": body}
        operation: dict[str, Any] = {part: wrapped}
        return paths(**operation)

    _, findings = filled(saying("string"), saying("integer"))
    reported = "type is 'integer' in the supplement, but 'string' on the page"
    assert messages(findings) == [(Severity.WARNING, reported)] * (
        1 if part == "requestBody" else 2
    )
    for finding in findings:
        assert finding.location
        assert finding.location.path == "more.yaml"
        assert [place.location.path for place in finding.related] == ["page.md"]
        assert finding.pointer[-2:] == ("schema", "type")
        assert finding.help


def test_contradiction_of_a_shared_schema_is_reported_once() -> None:
    def saying(type_: str) -> dict[str, Any]:
        responses = {status: content(schema("A")) for status in ("200", "201")}
        return {**paths(responses=responses), "components": {"schemas": {"A": {"type": type_}}}}

    assert len(filled(saying("string"), saying("integer"))[1]) == 1


def test_parameters_are_matched_by_name_or_by_position_in_the_path() -> None:
    def taking(path: str, names: tuple[str, ...], **more: Any) -> dict[str, Any]:
        found = [{"name": name, "in": "path", "schema": TEXT, **more} for name in names]
        return paths(
            path, parameters=[*found, {"name": "q", "in": "query", "schema": TEXT, **more}]
        )

    data, findings = filled(
        taking("/a/{one}/b/{two}", ("two", "one")),
        taking("/a/{x}/b/{y}", ("x", "y", "z"), description="Filled"),
    )
    found = data["paths"]["/a/{one}/b/{two}"]["get"]["parameters"]
    assert [each.get("description") for each in found] == ["Filled"] * 3
    assert messages(findings) == [(Severity.INFO, "path parameter 'z' is not on the pages")]
