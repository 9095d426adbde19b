"""What a value of the wrong type means, what completes a document, and how much is repaired."""

from __future__ import annotations

from typing import Any

import pytest

from specquilt.openapi.document import Document
from specquilt.openapi.kinds import LIST, MAP, Child, Kind
from specquilt.openapi.pointer import resolve
from specquilt.repair import meaning
from specquilt.repair.references import without_broken_references
from specquilt.repair.violations import make_valid
from specquilt.validate.references import broken_references
from specquilt.validate.reported import Reported

INFO = {"title": "Quilts", "version": "1"}
OK = {"200": {"description": "All"}}


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        (Kind.SERVER, "https://quilt.test", {"url": "https://quilt.test"}),
        (Kind.EXTERNAL_DOCS, "https://quilt.test", {"url": "https://quilt.test"}),
        (Kind.TAG, "quilts", {"name": "quilts"}),
        (Kind.LICENSE, "MIT", {"name": "MIT"}),
        (Kind.DISCRIMINATOR, "kind", {"propertyName": "kind"}),
        (Kind.RESPONSE, "All", {"description": "All"}),
        (Kind.SERVER_VARIABLE, 8080, {"default": "8080"}),
        (Kind.EXAMPLE, 3, {"value": 3}),
        (Kind.EXAMPLE, ["a"], {"value": ["a"]}),
        (Kind.SCHEMA, "Integer", {"type": "integer"}),
        (Kind.SCHEMA, "true", True),
        (Kind.SCHEMA, "#/components/schemas/A", {"$ref": "#/components/schemas/A"}),
        (Kind.SCHEMA, [{"type": "string"}], {"type": "string"}),
        (Kind.SCHEMA, [{"a": 1, "b": 2}, {"c": 3}], {"anyOf": [{"a": 1, "b": 2}, {"c": 3}]}),
        (Kind.PARAMETER, None, {}),
    ],
)
def test_a_value_stands_for_an_object(kind: Kind, value: Any, expected: Any) -> None:
    assert meaning.as_object(kind, value) == expected


@pytest.mark.parametrize("value", ["words", 7])
def test_a_value_that_means_no_schema_is_not_read_as_one(value: Any) -> None:
    assert meaning.as_object(Kind.SCHEMA, value) is meaning.NOTHING


@pytest.mark.parametrize(
    ("child", "value", "expected"),
    [
        (Child(Kind.PARAMETER, LIST), {"id": {"in": "path"}}, [{"name": "id", "in": "path"}]),
        (Child(Kind.PARAMETER, LIST), {"name": "id", "in": "path"}, [{"name": "id", "in": "path"}]),
        (Child(Kind.SERVER, LIST), "https://quilt.test", ["https://quilt.test"]),
        (Child(Kind.SCHEMA, LIST), None, []),
        (Child(Kind.SCHEMA, MAP), [], {}),
        (Child(Kind.SCHEMA, MAP), [{"name": "a", "type": "string"}], {"a": {"type": "string"}}),
        (Child(Kind.SCHEMA, MAP), [{"a": {}}, {"b": {}}], {"a": {}, "b": {}}),
        (Child(Kind.PATH_ITEM, MAP), [{"/a": None, "get": {}}], {"/a": {"get": {}}}),
        (Child(Kind.PATH_ITEM, MAP), [{"/a": None}, {"/b": None}], {"/a": None, "/b": None}),
        (Child(Kind.MEDIA_TYPE, MAP), "text/plain", {"text/plain": {}}),
        (Child(Kind.MEDIA_TYPE, MAP), ["text/plain"], {"text/plain": {}}),
        (Child(Kind.EXAMPLE, MAP), [1, 2], {"1": {"value": 1}, "2": {"value": 2}}),
    ],
)
def test_a_value_stands_for_a_list_or_a_map(child: Child, value: Any, expected: Any) -> None:
    assert meaning.as_container(child, value) == expected


@pytest.mark.parametrize(
    ("place", "before", "after"),
    [
        (("info",), {}, INFO | {"title": "API", "version": "0"}),
        (("paths", "/a", "get"), {}, {"responses": {"default": {"description": ""}}}),
        (("paths", "/a", "get", "responses", "200"), {}, {"description": ""}),
        (("paths", "/a", "get", "requestBody"), {}, {"content": {}}),
        (
            ("components", "securitySchemes", "key"),
            {"type": "apiKey", "name": "X-Key"},
            {"type": "apiKey", "name": "X-Key", "in": "header"},
        ),
        (
            ("components", "securitySchemes", "key"),
            {"type": "http"},
            {"type": "http", "scheme": "bearer"},
        ),
    ],
)
def test_what_is_missing_is_completed(place: tuple[str, ...], before: Any, after: Any) -> None:
    data = _document() | {"openapi": "3.0.3"}
    resolve(data, place[:-1])[place[-1]] = before
    valid, findings = make_valid(Document(data), Reported(()))
    assert resolve(valid.data, place) == after
    assert {finding.rule for finding in findings} == {"invalid-document"}


@pytest.mark.parametrize(
    ("version", "types", "expected"),
    [
        ("3.0.3", ["integer", "null"], {"type": "integer", "nullable": True}),
        (
            "3.0.3",
            ["integer", "string"],
            {"anyOf": [{"type": "integer"}, {"type": "string"}]},
        ),
        ("3.0.3", "null", {"enum": [None]}),
        ("3.0.3", ["null"], {"enum": [None]}),
        ("3.0.3", ["null", "null"], {"enum": [None]}),
        ("3.0.3", ["integer", "integer", "null"], {"type": "integer", "nullable": True}),
        ("3.1.0", ["integer", "Text", "null"], {"type": ["integer", "null"]}),
    ],
)
def test_known_types_are_kept(version: str, types: list[str] | str, expected: Any) -> None:
    schema: dict[str, Any] = {"type": types}
    data = _document() | {"openapi": version, "components": {"schemas": {"A": schema}}}
    valid, findings = make_valid(Document(data), Reported(()))
    assert valid.data["components"]["schemas"]["A"] == expected
    is_known = "Text" not in types
    assert {finding.rule for finding in findings} == {
        "invalid-document" if is_known else "part-left-out"
    }


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0"])
@pytest.mark.parametrize("types", [["Text"], ["Text", "null"], [{"a": 1}, "null"]])
def test_types_of_which_only_null_is_known_are_lost(version: str, types: list[Any]) -> None:
    data = _document() | {"openapi": version, "components": {"schemas": {"A": {"type": types}}}}
    valid, findings = make_valid(Document(data), Reported(()))
    assert valid.data["components"]["schemas"]["A"] == {}
    assert {finding.rule for finding in findings} == {"part-left-out"}


def test_a_component_with_the_name_of_a_description_is_lost() -> None:
    both = {"name": "a", "in": "query", "schema": {}, "content": {"text/plain": {}}}
    parameters = {"parameters": {"description": both}}
    valid, findings = make_valid(Document(_document() | {"components": parameters}), Reported(()))
    assert valid.data["components"] == {"parameters": {}}
    assert {finding.rule for finding in findings} == {"part-left-out"}


def test_all_broken_references_are_repaired_however_many() -> None:
    broken = {f"A{number}": {"$ref": f"#/nothing/{number}"} for number in range(7_000)}
    document, findings = without_broken_references(
        Document(_document() | {"components": {"schemas": broken}})
    )
    assert broken_references(document) == []
    assert len(findings) == len(broken)


def _document() -> dict[str, Any]:
    get = {"operationId": "list", "responses": dict(OK)}
    return {
        "openapi": "3.1.0",
        "info": dict(INFO),
        "paths": {"/a": {"get": get}},
        "components": {"securitySchemes": {}},
    }
