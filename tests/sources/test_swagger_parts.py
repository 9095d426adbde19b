"""What is left of Swagger 2.0 in an OpenAPI 3 document is converted; the rest stays as it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from specquilt.merging.merge import fragment_of
from specquilt.openapi.finding import Finding, Severity
from specquilt.openapi.load import yaml_loader
from specquilt.sources.read import read_text
from specquilt.sources.swagger import converted

CLEAN: dict[str, Any] = yaml_loader.load(
    (Path(__file__).parents[1] / "rules" / "clean.yaml").read_text("utf-8")
)
OPERATION: dict[str, Any] = {"operationId": "make", "responses": {"200": {"description": "Made"}}}
SCHEMA = {"type": "string"}


def _converted(**keys: Any) -> tuple[dict[str, Any], list[Finding]]:
    (page,) = read_text("api.json", json.dumps({**CLEAN, **keys}))
    document, findings = converted(fragment_of(page))
    return document.data, findings


def _operation(**keys: Any) -> tuple[dict[str, Any], list[Finding]]:
    paths = {"/a": {"post": {**OPERATION, **keys}}}
    data, findings = _converted(paths=paths)
    found: dict[str, Any] = data["paths"]["/a"]["post"]
    return found, findings


def test_a_document_without_them_is_left_alone() -> None:
    assert _converted() == (CLEAN, [])


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0", 3.1, "3"])
def test_the_rest_of_a_document_stays_as_it_is(version: Any) -> None:
    data, (finding,) = _converted(openapi=version, consumes=["text/plain"])
    assert data == {**CLEAN, "openapi": version}
    assert finding.severity is Severity.ERROR
    assert finding.pointer == ("consumes",)


def test_servers_come_from_host_and_base_path_unless_there_are_some() -> None:
    assert _converted(host="a.test", basePath="/v1")[0]["servers"] == CLEAN["servers"]
    del (others := dict(CLEAN))["servers"]
    (page,) = read_text("api.json", json.dumps({**others, "host": "a.test", "basePath": "/v1"}))
    assert converted(fragment_of(page))[0].data["servers"] == [{"url": "https://a.test/v1"}]


def test_definitions_join_the_components() -> None:
    key = {"type": "apiKey", "in": "header", "name": "X-Key"}
    found = _converted(definitions={"Added": SCHEMA}, securityDefinitions={"key": key})[0]
    written = CLEAN["components"]
    assert found["components"] == {
        **written,
        "schemas": {**written["schemas"], "Added": SCHEMA},
        "securitySchemes": {**written["securitySchemes"], "key": key},
    }


def test_references_everywhere_lead_to_what_has_moved() -> None:
    content = {"application/json": {"schema": {"$ref": "#/definitions/Added"}}}
    responses = {"200": {"description": "Made", "content": content}}
    paths = {"/a": {"get": {**OPERATION, "responses": responses}}}
    found = _converted(definitions={"Added": SCHEMA}, paths=paths)[0]["paths"]["/a"]["get"]
    reference = found["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
    assert reference == "#/components/schemas/Added"


def test_a_reference_in_an_example_is_data() -> None:
    example = {"$ref": "#/definitions/Added"}
    content = {"application/json": {"schema": SCHEMA, "example": example}}
    responses = {"200": {"description": "Made", "content": content}}
    paths = {"/a": {"get": {**OPERATION, "responses": responses}}}
    found = _converted(definitions={"Added": SCHEMA}, paths=paths)[0]["paths"]["/a"]["get"]
    assert found["responses"]["200"]["content"] == content


def test_parameters_in_the_body_are_its_request_body() -> None:
    operation, _ = _operation(parameters=[{"in": "body", "name": "b", "schema": SCHEMA}])
    assert operation["requestBody"] == {"content": {"application/json": {"schema": SCHEMA}}}
    assert "parameters" not in operation


def test_a_request_body_is_not_replaced() -> None:
    body = {"content": {"text/plain": {"schema": SCHEMA}}}
    lost = [{"in": "body", "name": "b"}, {"in": "formData", "name": "f", "type": "string"}]
    operation, findings = _operation(requestBody=body, parameters=lost)
    assert operation["requestBody"] == body
    assert [each.pointer[-1] for each in findings] == ["in", "in", 0, 1]


def test_the_schema_of_a_response_is_its_content_unless_it_has_some() -> None:
    content = {"text/plain": {"schema": SCHEMA}}
    responses = {
        "200": {"description": "Made", "schema": SCHEMA},
        "201": {"description": "Made", "schema": SCHEMA, "content": content},
    }
    found = _operation(produces=["text/html"], responses=responses)[0]["responses"]
    assert found["200"]["content"] == {"text/html": {"schema": SCHEMA}}
    assert found["201"]["content"] == content


def test_headers_that_are_references_stay_references() -> None:
    headers = {"Link": {"$ref": "#/components/headers/Link"}}
    responses = {"200": {"description": "Made", "headers": headers, "schema": SCHEMA}}
    assert _operation(responses=responses)[0]["responses"]["200"]["headers"] == headers


@pytest.mark.parametrize(
    "keys",
    [
        {"consumes": ["text/plain"]},
        {"produces": ["text/plain"]},
        {"schemes": ["https"]},
        {"parameters": [{"in": "formData", "name": "f", "type": "string"}]},
        {"parameters": [{"in": "body", "name": "b"}]},
        {"responses": {"200": {"description": "Made", "schema": SCHEMA}}},
    ],
)
def test_one_operation_is_reason_enough(keys: dict[str, Any]) -> None:
    assert [each.rule for each in _operation(**keys)[1]] == ["swagger-converted"]


@pytest.mark.parametrize("key", ["host", "basePath", "schemes", "consumes", "produces"])
def test_one_key_of_the_document_is_reason_enough(key: str) -> None:
    data, findings = _converted(**{key: "a"})
    assert key not in data
    assert [each.rule for each in findings] == ["swagger-converted"]
