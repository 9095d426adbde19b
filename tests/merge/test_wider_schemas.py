"""The schema that accepts what one of two schemas accepts, keyword by keyword."""

from __future__ import annotations

from typing import Any

import pytest

from specquilt.merging.wider_schema import wider_schema

X, Y = {"$ref": "#/components/schemas/X"}, {"$ref": "#/components/schemas/Y"}
A, B = {"a": {"type": "string"}}, {"b": {"type": "string"}}
OF_A = {"discriminator": {"propertyName": "a"}}
TEXT = {"type": "string"}

PAIRS: dict[str, tuple[Any, Any, Any]] = {
    "nullable, said to be not": ({**TEXT, "nullable": False}, {**TEXT, "maxLength": 3}, TEXT),
    "nullable, in one": ({**TEXT, "nullable": True}, TEXT, {**TEXT, "nullable": True}),
    "constants": ({"const": 1}, {"const": 2}, {"enum": [1, 2]}),
    "a constant and an enum": (
        {"type": "integer", "const": 1},
        {"type": "integer", "enum": [2, 3]},
        {"type": "integer", "enum": [1, 2, 3]},
    ),
    "an enum with null": (
        {"type": ["string", "null"], "enum": ["a", None]},
        {**TEXT, "enum": ["b"]},
        {"type": ["string", "null"], "enum": ["a", "b", None]},
    ),
    "an enum and any text": ({**TEXT, "enum": ["a"]}, TEXT, TEXT),
    "a list of one type": ({"type": ["string"]}, {**TEXT, "maxLength": 2}, TEXT),
    "a list of types": (
        {"type": ["string", "integer", "null"]},
        {"type": "boolean"},
        {"anyOf": [{"type": ["string", "integer"]}, {"type": "null"}, {"type": "boolean"}]},
    ),
    "unions with a discriminator": (
        {"oneOf": [X], **OF_A},
        {"oneOf": [Y], **OF_A},
        {"oneOf": [X, Y], **OF_A},
    ),
    "unions with a discriminator and something else": (
        {"oneOf": [X], **OF_A, "minProperties": 1},
        {"oneOf": [Y], **OF_A, "minProperties": 1},
        {
            "anyOf": [
                {"oneOf": [X], **OF_A, "minProperties": 1},
                {"oneOf": [Y], **OF_A, "minProperties": 1},
            ]
        },
    ),
    "unions with null": (
        {"anyOf": [TEXT, {"type": "null"}]},
        {**TEXT, "maxLength": 3},
        {"type": ["string", "null"]},
    ),
    "a union and one of its members": (
        {"oneOf": [TEXT, {"type": "integer"}]},
        {"type": "integer", "minimum": 3},
        {"anyOf": [TEXT, {"type": "integer"}]},
    ),
    "items": (
        {"type": "array", "items": TEXT, "minItems": 2},
        {"type": "array", "items": {"type": "integer"}},
        {"type": "array", "items": {"anyOf": [TEXT, {"type": "integer"}]}},
    ),
    "items, in one": (
        {"type": "array", "items": TEXT},
        {"type": "array"},
        {"type": "array", "items": {}},
    ),
    "required properties": (
        {"type": "object", "required": ["a", "b"], "properties": A},
        {"type": "object", "required": ["b"], "properties": B},
        {"type": "object", "required": ["b"], "properties": {**A, **B}},
    ),
    "other properties": (
        {"type": "object", "additionalProperties": False},
        {"type": "object", "additionalProperties": TEXT},
        {"type": "object", "additionalProperties": TEXT},
    ),
    "limits": (
        {"type": "integer", "minimum": 1, "maximum": 4},
        {"type": "integer", "minimum": 2, "maximum": 5},
        {"type": "integer", "minimum": 1, "maximum": 5},
    ),
    "formats": ({**TEXT, "format": "date"}, {**TEXT, "format": "uuid"}, TEXT),
    "patterns": ({**TEXT, "pattern": "a"}, {**TEXT, "pattern": "a"}, {**TEXT, "pattern": "a"}),
    "references": (X, Y, {"anyOf": [X, Y]}),
    "the same reference": (X, X, X),
    "a reference and a type": (X, TEXT, {"anyOf": [X, TEXT]}),
    "extensions of one schema": (
        {"allOf": [X, {"type": "object", "properties": A}]},
        {"allOf": [X, {"type": "object", "properties": B}]},
        {"allOf": [X, {"type": "object", "properties": {**A, **B}}]},
    ),
    "extensions of two schemas": ({"allOf": [X]}, {"allOf": [Y]}, {"anyOf": [X, Y]}),
    "anything": ({}, TEXT, {}),
    "everything": (True, TEXT, {}),
    "nothing": (False, TEXT, TEXT),
    "numbers": (
        {"type": "number"},
        {"type": "integer"},
        {"anyOf": [{"type": "number"}, {"type": "integer"}]},
    ),
    "descriptions": (
        {**TEXT, "description": "1"},
        {**TEXT, "description": "2"},
        {**TEXT, "description": "1"},
    ),
    "defaults": ({**TEXT, "default": "a"}, {**TEXT, "default": "b"}, TEXT),
    "properties that only one calls read-only": (
        {"type": "object", "properties": {"a": {**TEXT, "readOnly": True}}},
        {"type": "object", "properties": A},
        {"type": "object", "properties": A},
    ),
}


@pytest.mark.parametrize(("one", "other", "expected"), PAIRS.values(), ids=PAIRS)
def test_schemas_are_joined(one: Any, other: Any, expected: Any) -> None:
    assert wider_schema(one, other) == expected
