"""What operations of several pages share moves to the document; what only some have stays."""

from __future__ import annotations

from typing import Any

import pytest

from specquilt.merging.merge import MergeInput, merge
from specquilt.merging.shared_parts import error_name
from specquilt.openapi.document import Document
from specquilt.openapi.load.block import Block
from specquilt.openapi.provenance import Origin, Provenance

A, B = [{"url": "https://a.test"}], [{"url": "https://b.test"}]
KEY: list[Any] = [{"key": []}]
TOKEN: list[Any] = [{"token": []}]


def page(path: str, operation: dict[str, Any] | None = None, **parts: Any) -> Document:
    item = {"get": {"responses": {}, **(operation or {})}}
    data = {
        "openapi": "3.1.0",
        "info": {"title": "A", "version": "1"},
        "paths": {path: item},
        **parts,
    }
    return Document(data, Provenance({(): (Origin(Block(path, "")),)}))


def merged(*documents: Document) -> dict[str, Any]:
    return merge(MergeInput(documents))[0].data


def of_operations(data: dict[str, Any], key: str) -> dict[str, Any]:
    return {path: item["get"][key] for path, item in data["paths"].items() if key in item["get"]}


@pytest.mark.parametrize(
    ("servers", "shared", "own"),
    [
        ([A, B, B], B, {"/0": A}),
        ([A, B], A, {"/1": B}),
        ([B, A, [], A], A, {"/0": B}),
        ([[], []], None, {}),
    ],
)
def test_most_common_servers_are_those_of_the_document(
    servers: list[Any], shared: Any, own: dict[str, Any]
) -> None:
    data = merged(*(page(f"/{at}", servers=each) for at, each in enumerate(servers)))
    assert data.get("servers") == shared
    assert of_operations(data, "servers") == own


def test_servers_of_an_operation_stay_its_own() -> None:
    data = merged(
        page("/a", servers=A), page("/b", servers=A), page("/c", {"servers": A}, servers=B)
    )
    assert of_operations(data, "servers") == {"/c": A}


@pytest.mark.parametrize(
    ("pages", "shared", "own"),
    [
        ([(KEY, None), (None, KEY)], KEY, {}),
        ([(KEY, None), (TOKEN, None)], None, {"/0": KEY, "/1": TOKEN}),
        ([(KEY, TOKEN), (TOKEN, None)], TOKEN, {}),
        ([(KEY, None), (None, None)], None, {"/0": KEY}),
        ([(None, None), (KEY, None)], None, {"/1": KEY}),
        ([([], None), (None, [])], [], {}),
        ([(None, None)], None, {}),
    ],
)
def test_security_is_that_of_the_document_if_all_operations_have_the_same(
    pages: list[tuple[Any, Any]], shared: Any, own: dict[str, Any]
) -> None:
    documents = [
        page(
            f"/{at}",
            {} if inner is None else {"security": inner},
            **({} if outer is None else {"security": outer}),
        )
        for at, (outer, inner) in enumerate(pages)
    ]
    data = merged(*documents)
    assert data.get("security") == shared
    assert of_operations(data, "security") == own


def test_tags_have_the_order_of_their_use_and_the_first_declaration() -> None:
    first = [{"name": "unused", "description": "1"}, {"name": "b", "description": "1"}]
    second = [{"name": "b", "description": "2"}, {"name": "late", "description": "2"}]
    one = page("/a", {"tags": ["a", "b", 3]}, tags=first)
    other = page("/b", {"tags": ["c", "a"]}, tags=second)
    assert merged(one, other)["tags"] == [
        {"name": "a"},
        first[1],
        {"name": "c"},
        *(tag for tag in (second[1], first[0])),
    ]
    assert "tags" not in merged(page("/a"))


MISSING, OTHER = {"description": "Missing"}, {"description": "Other"}
SHARED = {"$ref": "#/components/responses/NotFoundError"}


@pytest.mark.parametrize(
    ("responses", "expected"),
    [
        ([MISSING, MISSING], [SHARED, SHARED]),
        ([OTHER, MISSING, MISSING], [OTHER, SHARED, SHARED]),
        ([MISSING, OTHER], [MISSING, OTHER]),
        ([MISSING, SHARED, MISSING], [SHARED, SHARED, SHARED]),
        ([MISSING], [MISSING]),
    ],
)
def test_errors_of_several_operations_become_one(responses: list[Any], expected: list[Any]) -> None:
    pages = [page(f"/{at}", {"responses": {"404": each}}) for at, each in enumerate(responses)]
    data = merged(*pages)
    found = [each["404"] for each in of_operations(data, "responses").values()]
    assert found == expected
    shared = (
        {"NotFoundError": MISSING} if expected.count(SHARED) > responses.count(SHARED) else None
    )
    assert data.get("components", {}).get("responses") == shared


@pytest.mark.parametrize("status", ["200", "302", "default"])
def test_other_responses_stay_where_they_are(status: str) -> None:
    data = merged(*(page(path, {"responses": {status: MISSING}}) for path in ("/a", "/b")))
    assert "components" not in data


def test_response_with_the_name_of_an_error_stays() -> None:
    components = {"responses": {"NotFoundError": OTHER}}
    pages = [
        page(path, {"responses": {"404": MISSING}}, components=components) for path in ("/a", "/b")
    ]
    data = merged(*pages)
    assert data["components"]["responses"] == {"NotFoundError": OTHER}
    assert [each["404"] for each in of_operations(data, "responses").values()] == [MISSING] * 2


@pytest.mark.parametrize(
    ("status", "names", "expected"),
    [
        ("404", {}, "NotFoundError"),
        ("500", {}, "InternalServerError"),
        ("404", {"404": "quilt lost"}, "QuiltLostError"),
        ("404", {"404": "LostError"}, "LostError"),
        ("499", {}, ""),
        ("499", {"499": "closed"}, "ClosedError"),
        ("4XX", {}, ""),
    ],
)
def test_error_is_named_by_the_pages_or_by_its_status(
    status: str, names: dict[str, str], expected: str
) -> None:
    assert error_name(status, names) == expected
