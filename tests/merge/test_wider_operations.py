"""Two definitions of one operation are joined into one that allows what both allow."""

from __future__ import annotations

from typing import Any

import pytest

from specquilt.merging.merge import MergeInput, merge
from specquilt.merging.wider import Wider
from specquilt.merging.wider_schema import wider_schema
from specquilt.openapi.document import Document
from specquilt.openapi.kinds import Kind

RESPONSE = {"description": "Done"}


def joined(kind: Kind, one: dict[str, Any], other: dict[str, Any]) -> list[Any]:
    """Return the results in both orders."""
    return [Wider({}, {}).of(kind, *pair) for pair in ((one, other), (other, one))]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("responses", {"200": RESPONSE}),
        ("servers", [{"url": "https://a.example"}]),
        ("security", [{"key": []}]),
    ],
)
def test_part_that_only_one_operation_has_is_kept(key: str, value: Any) -> None:
    one, other = {"operationId": "a", "deprecated": True, key: value}, {"operationId": "a"}
    assert [result.get(key) for result in joined(Kind.OPERATION, one, other)] == [value] * 2


def test_content_that_only_one_response_has_is_kept() -> None:
    content = {"text/plain": {"schema": {"type": "string"}}}
    one, other = {**RESPONSE, "content": content}, RESPONSE
    assert joined(Kind.RESPONSE, one, other) == [{**RESPONSE, "content": content}] * 2


def test_setting_that_only_one_parameter_has_is_dropped() -> None:
    parameter = {"name": "a", "in": "query", "schema": {"type": "string"}}
    one = {**parameter, "allowReserved": True}
    assert joined(Kind.PARAMETER, one, parameter) == [parameter] * 2


def test_body_that_only_one_operation_has_is_optional() -> None:
    body: dict[str, Any] = {"content": {"text/plain": {}}}
    one, other = {"requestBody": {**body, "required": True}}, {"operationId": "a"}
    assert [result["requestBody"] for result in joined(Kind.OPERATION, one, other)] == [body] * 2


def test_of_two_security_schemes_the_first_is_used() -> None:
    one = {"type": "apiKey", "in": "header", "name": "A"}
    other = {"type": "http", "scheme": "bearer"}
    assert joined(Kind.SECURITY_SCHEME, one, other) == [one, other]


def test_parameters_of_a_path_that_pages_contradict_are_joined() -> None:
    def parameter(name: str) -> dict[str, Any]:
        return {"name": name, "in": "query", "required": True, "schema": {"type": "string"}}

    def fragment(*names: str, url: str) -> Document:
        path = {"parameters": [parameter(name) for name in names], "servers": [{"url": url}]}
        return Document(
            {
                "openapi": "3.1.0",
                "info": {"title": "Quilts", "version": "1"},
                "paths": {"/quilts": path},
            }
        )

    one, other = fragment("a", "b", url="https://a.example"), fragment("a", url="https://b.example")
    path = merge(MergeInput((one, other)))[0].data["paths"]["/quilts"]
    optional = {key: value for key, value in parameter("b").items() if key != "required"}
    assert path["parameters"] == [parameter("a"), optional]
    assert [server["url"] for server in path["servers"]] == [
        "https://a.example",
        "https://b.example",
    ]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"format": "date"}, {"format": "date"}, {"format": "date"}),
        ({"format": "date"}, {"format": "time"}, {}),
        ({"pattern": "a"}, {"pattern": "a", "maxLength": 1}, {"pattern": "a"}),
    ],
)
def test_restriction_stays_only_if_both_schemas_have_it(
    one: dict[str, Any], other: dict[str, Any], expected: dict[str, Any]
) -> None:
    texts = [{"type": "string", "title": name, **each} for name, each in (("a", one), ("b", other))]
    result = wider_schema(*texts)
    assert {key: result[key] for key in result if key not in ("title", "type")} == expected


def test_only_schemas_with_one_inline_part_are_extended_alike() -> None:
    """Of several inline parts, or beside another keyword, it is unknown which belong together."""
    base = {"$ref": "#/components/schemas/A"}
    one, other = ({"properties": {name: {"type": "string"}}} for name in "ab")
    joined = wider_schema({"allOf": [base, one]}, {"allOf": [base, other]})
    assert joined["allOf"][1]["properties"] == {**one["properties"], **other["properties"]}
    for apart in ({"allOf": [base, one, other]}, {"allOf": [base], "oneOf": [one]}):
        assert len(wider_schema(apart, {"allOf": [base, other, other]})["anyOf"]) == 2
