"""What a supplement says about a schema that the page says otherwise, or not at all."""

from __future__ import annotations

from typing import Any

import pytest

from specquilt.merging.compare import compare_schemas
from specquilt.openapi.cursor import Cursor
from specquilt.openapi.document import Document
from specquilt.openapi.pointer import show


def cursor(schema: dict[str, Any]) -> Cursor:
    return Cursor((), schema, Document(schema))


def differences(page: dict[str, Any], supplement: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the messages and where they point at on the page."""
    found = compare_schemas(cursor(page), cursor(supplement))
    return [(each.message, show(each.ours)) for each in found if not each.fills]


STRING = {"type": "string"}
NUMBER = {"type": "number"}
OTHER_TYPE = "type is 'number' in the supplement, but 'string' on the page"


@pytest.mark.parametrize(
    ("page", "supplement", "expected"),
    [
        (STRING, STRING, []),
        (STRING, NUMBER, [(OTHER_TYPE, "/type")]),
        ({}, NUMBER, []),
        (STRING, {}, []),
        ({"items": STRING}, {"items": NUMBER}, [(OTHER_TYPE, "/items/type")]),
        ({"items": STRING}, {"items": True}, []),
        ({"items": True}, {"items": STRING}, []),
        (
            {"items": {"items": STRING}},
            {"items": {"items": NUMBER}},
            [(OTHER_TYPE, "/items/items/type")],
        ),
        (
            {"properties": {"a": STRING}},
            {"properties": {"a": NUMBER}},
            [(OTHER_TYPE, "/properties/a/type")],
        ),
        (
            {"properties": {"a": {}}},
            {"properties": {"b": {}}},
            [
                ("properties that are not in the supplement: 'a'", "/properties"),
                ("property 'b' is not on the page", ""),
            ],
        ),
        ({"properties": {"a": {}}}, {}, []),
        ({}, {"properties": {"a": {}}}, []),
        ({"enum": [1, 2]}, {"enum": [2, 1]}, []),
        (
            {"enum": [1, 2]},
            {"enum": [2, 3]},
            [
                ("enum values that are not in the supplement: 1", "/enum"),
                ("enum values that are not on the page: 3", "/enum"),
            ],
        ),
        (
            {"const": 1},
            {"type": "integer"},
            [("any integer in the supplement, but one of 1 on the page", "/enum")],
        ),
        ({"type": "integer"}, {"const": 1}, []),
        (
            {"required": ["a", "b"]},
            {"required": ["b", "c"]},
            [
                ("optional in the supplement, but required on the page: 'a'", "/required"),
                ("required in the supplement, but optional on the page: 'c'", ""),
            ],
        ),
    ],
)
def test_differences_are_reported_at_their_place(
    page: dict[str, Any], supplement: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert differences(page, supplement) == expected


def test_schemas_that_contain_themselves_are_compared_once() -> None:
    page = {"items": {"$ref": "#"}, "type": "array"}
    assert differences(page, {"items": {"$ref": "#"}, "type": "object"}) == [
        ("type is 'object' in the supplement, but 'array' on the page", "/type")
    ]
