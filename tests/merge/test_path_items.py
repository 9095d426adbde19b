"""Several paths may refer to one path item: each gets one of its own."""

from __future__ import annotations

from typing import Any

import pytest

from specquilt.merging.path_items import with_own_path_items
from specquilt.openapi.document import Document
from specquilt.openapi.pointer import exists

ITEM: dict[str, Any] = {"get": {"responses": {}}}
TO_A = {"$ref": "#/components/pathItems/A"}
COMPONENTS = {"pathItems": {"A": ITEM}}


def changed(**parts: Any) -> dict[str, Any]:
    return with_own_path_items(Document({"openapi": "3.1.0", **parts})).data


def test_paths_that_refer_to_one_component_get_items_of_their_own() -> None:
    data = changed(paths={"/a": TO_A, "/b": TO_A}, components=COMPONENTS)
    assert data["paths"] == {"/a": ITEM, "/b": ITEM}
    assert data["paths"]["/a"] is not data["paths"]["/b"]
    assert data["components"] == {"pathItems": {}}


def test_a_path_that_refers_to_another_gets_an_item_of_its_own() -> None:
    data = changed(paths={"/a": ITEM, "/b": {"$ref": "#/paths/~1a"}})
    assert data["paths"] == {"/a": ITEM, "/b": ITEM}
    assert data["paths"]["/a"] is not data["paths"]["/b"]


def test_a_webhook_and_a_path_share_nothing() -> None:
    data = changed(paths={"/a": TO_A}, webhooks={"b": TO_A}, components=COMPONENTS)
    assert (data["paths"], data["webhooks"]) == ({"/a": ITEM}, {"b": ITEM})


@pytest.mark.parametrize(
    "paths",
    [
        {"/a": TO_A, "/b": ITEM},
        {"/a": {"$ref": "#/nowhere"}, "/b": {"$ref": "#/nowhere"}},
        {"/a": {"$ref": "#/openapi"}, "/b": {"$ref": "#/openapi"}},
        {},
        [],
    ],
)
def test_other_path_items_stay(paths: Any) -> None:
    document = Document({"openapi": "3.1.0", "paths": paths, "components": COMPONENTS})
    assert with_own_path_items(document) is document


@pytest.mark.parametrize(
    "reference", [TO_A["$ref"], f"{TO_A['$ref']}/get", "#/components/pathItems/%41"]
)
def test_a_component_stays_if_something_else_refers_to_it(reference: str) -> None:
    link = {"x-like": {"$ref": reference}}
    data = changed(paths={"/a": TO_A, "/b": TO_A}, components=COMPONENTS, **link)
    assert exists(data, ("components", "pathItems", "A"))
