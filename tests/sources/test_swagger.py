"""Swagger 2.0 documents become valid OpenAPI 3.0.3, and every part knows where it was."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV30SpecValidator

from specquilt.merging.merge import fragment_of
from specquilt.openapi.document import Document
from specquilt.openapi.load import yaml_loader
from specquilt.openapi.operations import operation_names
from specquilt.openapi.pointer import Pointer, resolve
from specquilt.openapi.references import target
from specquilt.sources.read import read_text
from specquilt.sources.swagger import converted

CASE = Path(__file__).parents[1] / "cases" / "input" / "swagger_2_is_converted" / "in" / "api.yaml"
TEXT = CASE.read_text(encoding="utf-8")
CLEAN: dict[str, Any] = yaml_loader.load(TEXT)
BARE: dict[str, Any] = {"swagger": "2.0", "info": {"title": "A", "version": "1"}, "paths": {}}
COPIED = ("name", "description", "title", "operationId", "summary", "example", "default", "pattern")


def convert(text: str) -> Document:
    (page,) = read_text("api.yaml", text)
    return converted(fragment_of(page))[0]


def bare(**keys: Any) -> dict[str, Any]:
    return convert(json.dumps({**BARE, **keys})).data


def of_operation(operation: dict[str, Any], **keys: Any) -> dict[str, Any]:
    found: dict[str, Any] = bare(paths={"/a": {"post": operation}}, **keys)["paths"]["/a"]["post"]
    return found


def values(value: Any, pointer: Pointer = ()) -> Iterator[tuple[Pointer, Any]]:
    yield pointer, value
    if isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from values(item, (*pointer, key))


def test_result_is_valid() -> None:
    OpenAPIV30SpecValidator(convert(TEXT).data).validate()


def test_no_operation_is_lost() -> None:
    assert operation_names(convert(TEXT).data) == operation_names(CLEAN)


def test_all_references_resolve() -> None:
    data = convert(TEXT).data
    found = [each["$ref"] for _, each in values(data) if isinstance(each, dict) and "$ref" in each]
    written = [reference for reference in found if reference != "#/definitions/Label"]
    assert len(found) - len(written) == 1  # the one in an example is no reference
    assert all(target(data, reference).value for reference in written)


def test_texts_are_located_where_they_are_written() -> None:
    document = convert(TEXT)
    checked = 0
    for pointer, value in values(document.data):
        if isinstance(value, str) and pointer[-1] in COPIED:
            place = document.provenance.place(pointer)
            assert place is not None
            assert resolve(CLEAN, place.pointer) == value
            checked += 1
    assert checked > 50


def test_every_part_has_a_line_of_the_nearest_part_that_exists() -> None:
    document = convert(TEXT)
    for pointer, expected in {
        ("servers", 0, "url"): "schemes: [http, https]",
        (
            "paths",
            "/quilts",
            "post",
            "requestBody",
            "content",
            "application/json",
        ): "      consumes",
        ("paths", "/quilts/{id}", "put", "requestBody"): "  quilt: {name: quilt",
        ("components", "securitySchemes", "login", "flows", "authorizationCode"): "  login:",
        ("openapi",): "swagger:",
    }.items():
        place = document.provenance.place(pointer)
        assert place is not None
        assert TEXT.splitlines()[place.location.line - 1].startswith(expected)


@pytest.mark.parametrize(
    ("keys", "urls"),
    [
        ({}, []),
        ({"basePath": "/"}, ["/"]),
        ({"basePath": "v1/"}, ["/v1"]),
        ({"host": "a.test"}, ["https://a.test"]),
        ({"host": "a.test:81", "basePath": "/v1"}, ["https://a.test:81/v1"]),
        ({"host": "a.test", "schemes": ["http"]}, ["http://a.test"]),
        (
            {"host": "a.test", "schemes": ["ws", "http", "HTTPS"]},
            ["https://a.test", "http://a.test"],
        ),
        ({"host": "a.test", "schemes": "http"}, ["http://a.test"]),
        ({"host": "http://a.test/"}, ["http://a.test"]),
        ({"host": "localhost:8080", "schemes": []}, ["https://localhost:8080"]),
    ],
)
def test_servers(keys: dict[str, Any], urls: list[str]) -> None:
    assert [server["url"] for server in bare(**keys).get("servers", [])] == urls


@pytest.mark.parametrize(
    ("own", "shared", "expected"),
    [
        (None, None, ["application/json"]),
        (None, ["text/csv"], ["text/csv"]),
        (["text/plain"], ["text/csv"], ["text/plain"]),
        ([], ["text/csv"], ["application/json"]),
        ("text/plain", None, ["text/plain"]),
        ([None, 3], ["text/csv"], ["application/json"]),
    ],
)
def test_media_types_of_the_operation_come_first(own: Any, shared: Any, expected: Any) -> None:
    operation = {
        "consumes": own,
        "produces": own,
        "parameters": [{"name": "b", "in": "body", "schema": {"type": "string"}}],
        "responses": {"200": {"description": "", "schema": {"type": "string"}}},
    }
    found = of_operation(operation, consumes=shared, produces=shared)
    assert list(found["requestBody"]["content"]) == expected
    assert list(found["responses"]["200"]["content"]) == expected


@pytest.mark.parametrize(
    ("consumes", "kind", "expected"),
    [
        ([], "string", ["application/x-www-form-urlencoded"]),
        (["application/json"], "string", ["application/x-www-form-urlencoded"]),
        (["multipart/form-data"], "string", ["multipart/form-data"]),
        ([], "file", ["multipart/form-data"]),
        (["application/x-www-form-urlencoded"], "file", ["multipart/form-data"]),
    ],
)
def test_media_type_of_a_form(consumes: list[str], kind: str, expected: list[str]) -> None:
    field = {"name": "f", "in": "formData", "type": kind}
    found = of_operation({"consumes": consumes, "parameters": [field]})
    assert list(found["requestBody"]["content"]) == expected


def test_form_and_body_of_a_path_belong_to_its_operations() -> None:
    field = {"name": "f", "in": "formData", "type": "string"}
    body = {"name": "b", "in": "body", "schema": {"type": "string"}}
    for shared, schema in ((field, "object"), (body, "string")):
        found = bare(paths={"/a": {"parameters": [shared], "put": {}, "post": {}}})["paths"]["/a"]
        assert "parameters" not in found
        for method in ("put", "post"):
            (media,) = found[method]["requestBody"]["content"].values()
            assert media["schema"]["type"] == schema


def test_examples_without_media_types_are_one_example() -> None:
    found = of_operation({"responses": {"200": {"examples": {"id": 3}}}})
    assert found["responses"]["200"] == {"content": {"application/json": {"example": {"id": 3}}}}


def test_files_without_media_types_are_binary() -> None:
    found = of_operation({"responses": {"200": {"schema": {"type": "file"}}}})
    assert list(found["responses"]["200"]["content"]) == ["application/octet-stream"]


@pytest.mark.parametrize("version", ["2.0", 2.0, 2, "2", "v2", None, {}, ""])
def test_unreadable_version_is_2(version: Any) -> None:
    assert bare(swagger=version)["openapi"] == "3.0.3"


@pytest.mark.parametrize("version", ["1.2", 1.2, "3.0.0", "20"])
def test_other_versions_are_not_converted(version: Any) -> None:
    assert bare(swagger=version)["swagger"] == version


def test_openapi_3_with_a_stray_key_is_not_converted() -> None:
    assert bare(openapi="3.0.0")["openapi"] == "3.0.0"
