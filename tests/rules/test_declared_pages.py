"""Pages that are described for other generators."""

from __future__ import annotations

from typing import Any

import pytest

from rules.hinted import document, fixed
from specquilt.rules.engine.book import fix, lint
from specquilt.rules.facts.declared_pages import is_plain, pages_of

OFFSET_INPUT = {"name": "skip", "in": "parameters", "type": "offset"}
PAGE_INPUT = {"name": "page", "in": "parameters", "type": "page"}
LIMIT_INPUT = {"name": "size", "in": "parameters", "type": "limit"}
AFTER_INPUT = {"name": "after", "in": "parameters", "type": "cursor"}


@pytest.mark.parametrize(
    ("declared", "hint"),
    [
        (
            {"cursor": "$request.after", "next_cursor": "$response.next", "results": "$response.a.b"},
            {"style": "cursor", "advance": "after", "next": "next", "items": "a.b"},
        ),
        (
            {"offset": "$request.page", "results": "$response.data"},
            {"style": "page", "advance": "page", "items": "data"},
        ),
        (
            {"offset": "$request.skip", "step": "$request.size", "results": "$response",
             "has-next-page": "$response.more"},
            {"style": "offset", "advance": "skip", "limit": "size", "more": "more"},
        ),
        (
            {"type": "uri", "next_uri": "$response.next", "results": "$response.data"},
            {"style": "url", "next": "next", "items": "data"},
        ),
        (
            {"type": "offsetLimit", "inputs": [PAGE_INPUT, LIMIT_INPUT], "outputs": {"results": "$"}},
            {"style": "page", "advance": "page", "limit": "size"},
        ),
        (
            {"type": "offsetLimit", "inputs": [OFFSET_INPUT], "outputs": {"results": "$.data"}},
            {"style": "offset", "advance": "skip", "items": "data"},
        ),
        (
            {"type": "cursor", "inputs": [AFTER_INPUT], "outputs": {"nextCursor": "$.meta.next"}},
            {"style": "cursor", "advance": "after", "next": "meta.next"},
        ),
        (
            {"type": "cursor", "inputs": [AFTER_INPUT], "outputs": {"nextCursor": "$.data[-1].id"}},
            {"style": "item", "advance": "after", "items": "data", "next": "id"},
        ),
        (
            {"type": "url", "outputs": {"nextUrl": "$._links.next.href"}},
            {"style": "url", "next": "_links.next.href"},
        ),
        ({"nextLinkName": "nextLink"}, {"style": "url", "next": "nextLink", "items": "value"}),
        (
            {"nextLinkName": "@odata.nextLink", "itemName": "rows"},
            {"style": "url", "next": "@odata.nextLink", "items": "rows"},
        ),
        (
            {"pageParam": "page", "limitParam": "size", "pageStart": 0},
            {"style": "page", "advance": "page", "limit": "size", "first": 0},
        ),
        (
            {"cursorParam": "after", "cursorPath": "next", "resultsPath": "data"},
            {"style": "cursor", "advance": "after", "next": "next", "items": "data"},
        ),
        ({"style": "link"}, {"style": "link"}),
        ({"nextLinkName": None}, {}),
        ({"type": "none"}, {}),
        ({"type": {}, "inputs": [{"type": {}}, "page"], "outputs": []}, {}),
        (True, {}),
    ],
)  # fmt: skip
def test_description_of_pages_is_read_by_its_shape(declared: Any, hint: dict[str, Any]) -> None:
    assert pages_of(declared) == hint


def test_path_with_a_filter_is_no_path() -> None:
    outputs = {"nextUrl": "$.links[?(@.rel=='next')].href"}
    assert not is_plain(pages_of({"type": "url", "outputs": outputs}))
    assert is_plain(pages_of({"nextLinkName": "@odata.nextLink"}))


def test_description_of_the_document_is_inherited() -> None:
    declared = {"offset": "$request.page", "results": "$response.data"}
    paths = document({"x-fern-pagination": True}).data["paths"]
    after, _ = fix(document(paths=paths, **{"x-fern-pagination": declared}))
    assert after.data["paths"]["/quilts"]["post"]["x-specquilt-pagination"] == {
        "style": "page",
        "advance": "page",
        "items": "data",
        "from": "x-fern-pagination",
    }


@pytest.mark.parametrize(
    ("declared", "message"),
    [
        ({"nextLinkName": None}, "the document knows no link to a next page: 'x-ms-pageable'"),
        ({"strange": 1}, "pages of an unknown form: 'x-ms-pageable'"),
    ],
)
def test_pages_that_cannot_be_read_are_reported(declared: Any, message: str) -> None:
    (finding,) = lint(document({"x-ms-pageable": declared}))
    assert (finding.rule, finding.message) == ("declared-pagination", message)
    assert "x-specquilt-pagination" not in fixed({"x-ms-pageable": declared})
