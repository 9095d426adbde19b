"""What pages say beside their specification: added where it is missing, reported where it fits nothing."""

from __future__ import annotations

from typing import Any

import pytest

from specquilt.merging.merge import MergeInput, merge
from specquilt.openapi.document import Document
from specquilt.openapi.finding import Finding
from specquilt.openapi.load.block import Block
from specquilt.openapi.page import CodeSample, Embedded, Fact, Page
from specquilt.openapi.provenance import Origin, Provenance

GET, URL = Fact("GET", 2), Fact("https://quilts.test/v1/quilts", 2)
EXAMPLE = Embedded(Block("facts.md", "[1]", 9), [1])


def merged(
    operation: dict[str, Any], page: Page, **paths: Any
) -> tuple[dict[str, Any], list[Finding]]:
    found = {"/quilts": {"get": {"responses": {}, **operation}}, **paths}
    data = {"openapi": "3.1.0", "info": {"title": "A", "version": "1"}, "paths": found}
    document = Document(data, Provenance({(): (Origin(Block("one.md", "")),)}))
    result, findings = merge(MergeInput((document,), pages=(page,)))
    return result.data["paths"], findings


def described(operation: dict[str, Any], **facts: Any) -> dict[str, Any]:
    """Return the operation with the facts of a page about it."""
    paths, findings = merged(operation, Page("facts.md", method=GET, url=URL, **facts))
    assert findings == []
    found: dict[str, Any] = paths["/quilts"]["get"]
    return found


@pytest.mark.parametrize(
    ("method", "url", "subject"),
    [
        (Fact("POST", 2), URL, "POST https://quilts.test/v1/quilts"),
        (GET, Fact("https://quilts.test/cuts", 2), "GET https://quilts.test/cuts"),
        (GET, None, "the operation of this page"),
        (None, URL, "the operation of this page"),
        (None, None, "the operation of this page"),
    ],
)
def test_page_of_no_operation_is_reported(
    method: Fact | None, url: Fact | None, subject: str
) -> None:
    page = Page("facts.md", 7, method=method, url=url, reference=Fact("https://a.test", 3))
    paths, (finding,) = merged({}, page)
    assert paths == {"/quilts": {"get": {"responses": {}}}}
    assert (
        finding.message == f"no specification defines {subject}; the facts on this page are ignored"
    )
    assert finding.location
    assert (finding.location.path, finding.location.line) == ("facts.md", 7)


def test_page_is_about_the_operation_with_the_longest_path() -> None:
    page = Page("facts.md", method=GET, url=URL, reference=Fact("https://a.test", 3))
    others: dict[str, Any] = {path: {"get": {"responses": {}}} for path in ("/v1/quilts", "/s")}
    paths, _ = merged({}, page, **others)
    assert [path for path in paths if "externalDocs" in paths[path]["get"]] == ["/v1/quilts"]


def test_reference_is_a_link_unless_there_is_one() -> None:
    reference, link = Fact("https://a.test", 3), {"url": "https://b.test"}
    assert described({}, reference=reference)["externalDocs"] == {"url": "https://a.test"}
    assert described({"externalDocs": link}, reference=reference)["externalDocs"] == link
    assert "externalDocs" not in described({})


def test_samples_are_those_of_python_unless_there_are_some() -> None:
    languages = ("python", "PY", "python3", "bash")
    samples = tuple(CodeSample(each, each[2:], f"{each}()", 3) for each in languages)
    expected = [
        {"lang": "python", "label": "thon", "source": "python()"},
        {"lang": "python", "source": "PY()"},
        {"lang": "python", "label": "thon3", "source": "python3()"},
    ]
    assert described({}, samples=samples)["x-codeSamples"] == expected
    assert described({"x-codeSamples": []}, samples=samples)["x-codeSamples"] == []
    assert "x-codeSamples" not in described({}, samples=samples[3:])


@pytest.mark.parametrize(
    ("media_type", "media", "expected"),
    [
        ("application/json", {}, {"example": [1]}),
        ("application/vnd.quilt+json", {"schema": {}}, {"schema": {}, "example": [1]}),
        ("application/json", {"example": 2}, {"example": 2}),
        ("application/json", {"examples": {}}, {"examples": {}}),
        ("text/plain", {}, {}),
    ],
)
def test_example_is_that_of_json_without_one(
    media_type: str, media: dict[str, Any], expected: dict[str, Any]
) -> None:
    responses = {"200": {"description": "Done", "content": {media_type: media}}}
    found = described({"responses": responses}, example=EXAMPLE)["responses"]
    assert found["200"]["content"] == {media_type: expected}
    assert described({"responses": responses})["responses"] == responses


def test_facts_are_about_success() -> None:
    response = {"description": "A", "content": {"application/json": {}}}
    statuses = ("200", "202", "2XX", "302", "404", "default")
    responses = dict.fromkeys(statuses, response)
    headers = {"x-quilt": Fact("The quilt", 3)}
    found = described({"responses": responses}, example=EXAMPLE, response_headers=headers)[
        "responses"
    ]
    assert [status for status in statuses if "headers" in found[status]] == ["200", "202", "2XX"]
    assert [status for status in statuses if found[status] == response] == ["302", "404", "default"]


def test_headers_are_added_to_those_that_are_there() -> None:
    headers = {"x-a": {"schema": {"type": "integer"}}}
    facts = {"x-a": Fact("Known", 3), "x-b": Fact("New", 4)}
    responses = {"200": {"description": "A", "headers": headers}}
    found = described({"responses": responses}, response_headers=facts)["responses"]["200"][
        "headers"
    ]
    assert found == {**headers, "x-b": {"description": "New", "schema": {"type": "string"}}}


def test_shared_error_is_named_by_the_first_page_that_names_it() -> None:
    def failing(path: str) -> Document:
        paths = {path: {"get": {"responses": {"404": {"description": "No"}}}}}
        data = {"openapi": "3.1.0", "info": {"title": "A", "version": "1"}, "paths": paths}
        return Document(data, Provenance({(): (Origin(Block(path, "")),)}))

    names = ("Missing quilt", "Lost quilt")
    pages = [Page("a.md"), *(Page("b.md", error_names={"404": Fact(name, 3)}) for name in names)]
    document, _ = merge(MergeInput((failing("/a"), failing("/b")), pages=tuple(pages)))
    assert list(document.data["components"]["responses"]) == ["MissingQuiltError"]
