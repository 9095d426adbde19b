"""What the slow validator is shown: no more than what may be invalid."""

from __future__ import annotations

from typing import Any

import pytest

from specquilt.openapi.coverage import Disagreement
from specquilt.openapi.pointer import Pointer
from specquilt.validate.skeleton import skeleton, suspected_parts
from specquilt.validate.violation import Violation

DOCUMENT: dict[str, Any] = {
    "openapi": "3.1.0",
    "paths": {"/a": {"get": {}}, "/b": {"get": {}}},
    "components": {"schemas": {"A": {"type": "x"}, "B": {"type": "y"}}, "responses": {"R": {}}},
}


def shown(*places: Pointer, keyword: str = "type") -> dict[str, Any]:
    return suspected_parts(DOCUMENT, [Violation(place, "", keyword) for place in places])


def test_only_the_suspected_path_is_shown() -> None:
    found = shown(("paths", "/a", "get", "responses"))
    assert found["paths"] == {"/a": {"get": {}}}
    assert found["components"] == {"schemas": {"A": {}, "B": {}}, "responses": {"R": {}}}


def test_only_the_suspected_schema_is_shown() -> None:
    found = shown(("components", "schemas", "B", "type"))
    assert found["paths"] == {}
    assert found["components"]["schemas"] == {"A": {}, "B": {"type": "y"}}


@pytest.mark.parametrize(
    ("place", "keyword"),
    [
        ((), "type"),
        (("components", "responses", "R", "description"), "type"),
        (("paths", "/a", "get", "operationId"), Disagreement.OPERATION_IDS),
    ],
)
def test_everything_is_shown_for_what_any_path_may_refer_to(place: Pointer, keyword: str) -> None:
    assert shown(place, keyword=keyword) == DOCUMENT


def _shown_of(schema: Any) -> Any:
    return skeleton({"openapi": "3.1.0", "components": {"schemas": {"A": schema}}})["components"][
        "schemas"
    ]["A"]


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        (True, True),
        ({"enum": ["x", "y", "z"], "description": "long"}, {"enum": ["x"]}),
        ({"enum": "x"}, {"enum": "x"}),
        ({"description": 1, "title": "A", "format": {}}, {"description": 1, "format": {}}),
        ({"default": [], "example": 1, "const": None}, {}),
        ({"examples": {}, "$comment": "a", "$id": 1}, {"examples": {}, "$id": 1}),
        ({"required": ["a", "b"]}, {}),
        ({"required": ["a", 1]}, {"required": ["a", 1]}),
        ({"required": "a"}, {"required": "a"}),
        ({"required": {}}, {"required": {}}),
        ({"$ref": "#/a", "type": "x"}, {}),
        ({"$ref": 1, "type": "x"}, {"$ref": 1, "type": "x"}),
        (
            {"patternProperties": {"(a+)+": {"type": "x"}, "b": {"title": "B"}}},
            {"patternProperties": {"^0$": {"type": "x"}, "^1$": {}}},
        ),
        ({"patternProperties": []}, {"patternProperties": []}),
        ({"items": {"title": "B", "type": "x"}}, {"items": {"type": "x"}}),
        ({"allOf": [{"title": "B"}, 1]}, {"allOf": [{}, 1]}),
        ({"allOf": []}, {"allOf": []}),
        ({"allOf": {}}, {"allOf": {}}),
        (
            {"properties": {"x-a": {"title": "B"}, "title": {"type": "x"}}},
            {"properties": {"x-a": {}, "title": {"type": "x"}}},
        ),
        ({"x-a": 1, "unknown": {"title": "B"}}, {"x-a": 1, "unknown": {"title": "B"}}),
    ],
)
def test_keywords_that_cannot_be_wrong_any_more_are_not_shown(schema: Any, expected: Any) -> None:
    assert _shown_of(schema) == expected


def test_extensions_are_not_shown_where_they_could_be_taken_for_something_else() -> None:
    found = skeleton(
        {
            "jsonSchemaDialect": "https://example.test",
            "x-a": 1,
            "paths": {"x-b": {}, "/a": {"x-c": 1, "get": {"x-d": {}, "responses": {}}}},
            "tags": [{"name": "A", "x-e": 1}],
        }
    )
    assert found == {"paths": {"/a": {"get": {"responses": {}}}}, "tags": [{"name": "A"}]}


def test_paths_that_are_all_extensions_are_not_shown() -> None:
    assert skeleton({"paths": {"x-a": {}}, "webhooks": {"x-a": {}}}) == {
        "paths": {},
        "webhooks": {"x-a": {}},
    }


def test_equal_schemas_are_one_object() -> None:
    a, b = {"type": "x", "title": "A", "x-a": 1}, {"x-a": 1, "title": "B", "type": "x"}
    schemas = skeleton({"components": {"schemas": {"A": a, "B": b, "C": {"type": "y"}}}})
    found = schemas["components"]["schemas"]
    assert found["A"] is found["B"]
    assert found["C"] == {"type": "y"}


def test_shown_document_is_a_copy() -> None:
    data = {"components": {"schemas": {"A": {"enum": [1, 2]}}}}
    skeleton(data)
    assert data == {"components": {"schemas": {"A": {"enum": [1, 2]}}}}
