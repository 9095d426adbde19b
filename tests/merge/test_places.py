"""Every part of a merged document knows where it was written, whichever step added it."""

from __future__ import annotations

from typing import Any

import pytest

from specquilt.merging.merge import MergeInput, merge
from specquilt.openapi.document import Document
from specquilt.openapi.load.block import Block
from specquilt.openapi.page import CodeSample, Embedded, Fact, Page
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.provenance import Origin, Provenance

BEARER: list[Any] = [{"bearer": []}]
MISSING = {"404": {"description": "Not found"}}
DONE = {"200": {"description": "Done", "content": {"application/json": {}}}}
LIST, ADD, CUT, SEW = (
    ("paths", path, method)
    for path, method in (("/quilts", "get"), ("/quilts", "post"), ("/cuts", "get"), ("/a", "get"))
)


def fragment(name: str, page: Page | None = None, **parts: Any) -> Document:
    """A document whose top keys come from files of their own, as after a rule or a reference."""
    data = {"openapi": "3.1.0", "info": {"title": name, "version": "1"}, "paths": {}, **parts}
    own: dict[Pointer, tuple[Origin, ...]] = {
        (key,): (Origin(Block(f"{name}/{key}", "")),) for key in data if key != "paths"
    }
    return Document(data, Provenance({(): (Origin(Block(name, "")),), **own}), page)


def _operation(name: str, **parts: Any) -> dict[str, Any]:
    return {"operationId": name, "responses": {**DONE, **MISSING}, **parts}


PAGE = Page(
    "page.md",
    reference=Fact("https://quilts.example/list", 7),
    samples=(CodeSample("python", "", "list()", 9), CodeSample("py", "", "all()", 20)),
)
FACTS = Page(
    "facts.md",
    method=Fact("POST", 2),
    url=Fact("https://quilts.example/quilts", 2),
    example=Embedded(Block("facts.md", '{"id": 1}', 30), {"id": 1}),
    response_headers={"x-quilt": Fact("The quilt", 12)},
)
ONE = fragment(
    "one",
    PAGE,
    servers=[{"url": "https://quilts.example"}],
    security=BEARER,
    tags=[{"name": "Quilts"}],
    paths={"/quilts": {"get": _operation("list", tags=["Cuts"])}},
    **{"x-quilts": 1},
)
TWO = fragment(
    "two",
    servers=[{"url": "https://quilts.example"}],
    tags=[{"name": "Unused"}, {"name": "Cuts"}],
    paths={"/quilts": {"post": _operation("add", security=BEARER)}},
)
THREE = fragment(
    "three",
    servers=[{"url": "https://cuts.example"}],
    paths={"/cuts": {"get": _operation("cut", security=BEARER, tags=["Quilts"])}},
)
SCHEMAS = {
    "Seam": {"type": "array", "items": {"$ref": "#/components/schemas/Patch"}},
    "Patch": {"type": "string"},
}
SUPPLEMENT = fragment(
    "more",
    info={"title": "More", "version": "2", "summary": "All quilts"},
    externalDocs={"url": "https://quilts.example"},
    servers=[
        {"url": "https://other.example"},
        {"url": "https://quilts.example", "description": "Main"},
    ],
    tags=[{"name": "unused", "description": "None"}, {"name": "quilts", "description": "All"}],
    paths={
        "/quilts": {"get": {"summary": "List", "responses": {}}},
        "/a": {
            "parameters": [
                {"name": "seam", "in": "query", "schema": {"$ref": "#/components/schemas/Seam"}}
            ],
            "get": {"responses": {}},
        },
    },
    components={"schemas": SCHEMAS, "securitySchemes": {"bearer": {"type": "http"}}},
)


@pytest.fixture(scope="module")
def merged() -> Document:
    return merge(MergeInput((ONE, TWO, THREE), (SUPPLEMENT,), (PAGE, FACTS)))[0]


@pytest.mark.parametrize(
    ("pointer", "places"),
    [
        (("openapi",), ["one/openapi"]),
        (("info",), ["one/info"]),
        (("x-quilts",), ["one/x-quilts"]),
        (("servers",), ["one/servers", "two/servers"]),
        ((*CUT, "servers"), ["three/servers"]),
        (("security",), ["one/security"]),
        (("tags", 0), ["two/tags"]),
        (("tags", 1), ["one/tags"]),
        (("tags", 2), ["two/tags"]),
        (LIST, ["one"]),
        (ADD, ["two"]),
        (("components", "responses", "NotFoundError"), ["one", "two", "three"]),
        ((*LIST, "externalDocs"), ["page.md"]),
        ((*LIST, "x-codeSamples", 0), ["page.md"]),
        ((*LIST, "x-codeSamples", 1), ["page.md"]),
        ((*ADD, "responses", "200", "content", "application/json", "example"), ["facts.md"]),
        ((*ADD, "responses", "200", "headers", "x-quilt"), ["facts.md"]),
        (("info", "summary"), ["more/info"]),
        (("externalDocs",), ["more/externalDocs"]),
        (("servers", 0, "description"), ["more/servers"]),
        (("tags", 1, "description"), ["more/tags"]),
        ((*LIST, "summary"), ["more"]),
        (SEW, ["more"]),
        ((*SEW[:2], "parameters"), ["more"]),
        (("components", "schemas", "Seam"), ["more/components"]),
        (("components", "schemas", "Patch"), ["more/components"]),
        (("components", "securitySchemes", "bearer"), ["more/components"]),
    ],
)
def test_part_comes_from(merged: Document, pointer: Pointer, places: list[str]) -> None:
    trace = merged.provenance.trace(pointer)
    assert [origin.block.path for origin in trace] == places
    is_added = places[0].startswith("more")
    assert [origin.steps for origin in trace] == [("supplement",) if is_added else ()] * len(trace)


@pytest.mark.parametrize(
    ("pointer", "line"),
    [
        ((*LIST, "externalDocs"), 7),
        ((*LIST, "x-codeSamples", 0), 9),
        ((*LIST, "x-codeSamples", 1), 20),
        ((*ADD, "responses", "200", "content", "application/json", "example"), 30),
        ((*ADD, "responses", "200", "headers", "x-quilt"), 12),
    ],
)
def test_fact_of_a_page_has_its_line(merged: Document, pointer: Pointer, line: int) -> None:
    place = merged.provenance.place(pointer)
    assert place
    assert place.location.line == line


def test_tag_comes_from_where_its_page_declares_it(merged: Document) -> None:
    indexes = [merged.provenance.trace(("tags", at))[0].pointer for at in range(3)]
    assert indexes == [(1,), (0,), (0,)]
