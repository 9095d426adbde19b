"""A package with operations of all kinds, and its fake."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from typing import Any

import pytest

from api.small import document
from python.zoo import PATHS, SCHEMAS, answer, body, query
from wire.generated import imported

TEXT = {"type": "string"}
NUMBER = {"type": "integer"}
QUILT = {"required": ["id", "size"], "properties": {"id": TEXT, "size": NUMBER, "made": TEXT}}
ITEMS = {"type": "array", "items": {"$ref": "#/components/schemas/Quilt"}}


def _object(*names: str) -> dict[str, Any]:
    return {"type": "object", "required": list(names), "properties": dict.fromkeys(names, TEXT)}


def _listed(call: str, fields: dict[str, Any], **parameters: dict[str, Any]) -> dict[str, Any]:
    schema = {"required": list(fields), "properties": {"items": ITEMS} | fields}
    return {
        "get": {
            "x-specquilt-call": call,
            "parameters": query(**parameters),
            "responses": answer(schema),
        }
    }


LISTS: dict[str, Any] = {
    "/by_cursor": _listed("by_cursor.list", {"next_cursor": TEXT}, cursor=TEXT, limit=NUMBER),
    "/by_offset": _listed("by_offset.list", {}, offset=NUMBER, limit=NUMBER),
    "/by_page": _listed("by_page.list", {}, page=NUMBER, per_page=NUMBER),
    "/by_url": _listed("by_url.list", {"next": TEXT}, limit=NUMBER),
    "/by_link": _listed("by_link.list", {}, limit=NUMBER),
}
for _path, _style in (("/by_url", "url"), ("/by_link", "link")):
    LISTS[_path]["get"]["x-specquilt-pagination"] = {"style": _style, "items": "items"} | (
        {"next": "next"} if _style == "url" else {}
    )
OTHERS: dict[str, Any] = {
    "/quilts/{id}": {
        "get": {
            "x-specquilt-call": "quilts.get",
            "responses": answer({"$ref": "#/components/schemas/Quilt"})
            | {"404": {"description": "x"}, "429": {"description": "x"}},
        },
        "post": {
            "x-specquilt-call": "quilts.send",
            "requestBody": body({"name": TEXT}, "application/x-www-form-urlencoded", "name"),
            "responses": answer(TEXT),
        },
    },
    "/quilts/lines": {
        "get": {
            "x-specquilt-call": "quilts.lines",
            "responses": answer({"$ref": "#/components/schemas/Quilt"}, "application/x-ndjson"),
        }
    },
    "/quilts/{id}/": {
        "put": {"x-specquilt-call": "quilts.put", "responses": answer(TEXT)},
    },
    "/quilts/newest": {
        "get": {
            "x-specquilt-call": "quilts.newest",
            "responses": answer({"$ref": "#/components/schemas/Quilt"}),
        }
    },
    "/{a}/{b}/{c}": {"put": {"x-specquilt-call": "anything", "responses": answer(TEXT)}},
    "/patch": {
        "get": {
            "x-specquilt-call": "patch",
            "responses": answer({"anyOf": [_object("a"), _object("b", "c"), _object("d")]}),
        }
    },
    "/token": {"post": {"x-specquilt-call": "tokens.create", "responses": answer(TEXT)}},
    "/token?refresh": {"post": {"x-specquilt-call": "tokens.refresh", "responses": answer(TEXT)}},
    "/token/{id}#revoke": {
        "delete": {
            "x-specquilt-call": "tokens.revoke",
            "parameters": [{"name": "id", "in": "path", "required": True, "schema": TEXT}],
            "responses": answer(TEXT),
        }
    },
    "/client": {"get": {"x-specquilt-call": "client", "responses": answer(TEXT)}},
}
SERVERS = [{"url": "https://zoo.example/v1"}]


@pytest.fixture(scope="package")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Return the imported package."""
    spec = document(PATHS | LISTS | OTHERS, SCHEMAS | {"Quilt": QUILT}, servers=SERVERS)
    spec["components"]["securitySchemes"] = {"key": {"type": "http", "scheme": "bearer"}}
    with imported(spec, tmp_path_factory.mktemp("quilts")) as package:
        yield package


@pytest.fixture
def testing(package: Any) -> Any:
    """Return the module with the fake."""
    return importlib.import_module(f"{package.__name__}.testing")


@pytest.fixture
def fake(testing: Any) -> Any:
    """Return a fake."""
    return testing.Fake()
