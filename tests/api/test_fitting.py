"""Whether a value is valid by a schema: strictly for examples, and leniently for findings."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from specquilt.api.fitting import Fitting
from specquilt.openapi.document import Document
from specquilt.rules.facts.fit import misfit

TEXT = {"type": "string"}
WHOLE = {"type": "integer"}


def _object(*required: str, **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(required), "properties": properties}


def _document(schemas: dict[str, Any] | None = None) -> Document:
    return Document({"openapi": "3.1.0", "components": {"schemas": schemas or {}}})


VALUES: tuple[Any, ...] = (
    None, True, 0, 1, 1.0, 2, 2.5, 3, 4, "", "a", "ab", "abc", [], [1], [1, 1], ["a"], [1, "a"],
    {}, {"a": 1}, {"a": "x"}, {"b": 1}, {"a": 1, "b": "x"},
)  # fmt: skip
SCHEMAS: tuple[Any, ...] = (
    {}, True, False, TEXT, WHOLE, {"type": "number"}, {"type": "boolean"}, {"type": "null"},
    {"type": ["string", "null"]}, {"enum": [1, "a"]}, {"const": True}, {"enum": [0]},
    {"minimum": 2}, {"maximum": 2}, {"exclusiveMinimum": 2}, {"exclusiveMaximum": 2},
    {"multipleOf": 2}, {"multipleOf": 0.5}, {"minLength": 2}, {"maxLength": 2}, {"pattern": "b"},
    {"minItems": 1}, {"maxItems": 1}, {"minProperties": 1}, {"maxProperties": 1},
    {"uniqueItems": True}, {"items": WHOLE}, {"prefixItems": [WHOLE, TEXT]},
    {"prefixItems": [WHOLE], "items": TEXT}, {"items": False}, _object("a", a=WHOLE),
    {"properties": {"a": WHOLE}, "additionalProperties": False}, {"additionalProperties": TEXT},
    {"patternProperties": {"a|b": True}, "additionalProperties": False},
    {"allOf": [WHOLE, {"minimum": 1}]}, {"anyOf": [WHOLE, TEXT]}, {"not": WHOLE},
    {"oneOf": [WHOLE, {"type": "number"}]}, {"oneOf": [_object(a=WHOLE), _object("b")]},
)  # fmt: skip


@pytest.mark.parametrize("schema", SCHEMAS, ids=str)
def test_what_fits_is_what_jsonschema_says(schema: Any) -> None:
    fitting, validator = Fitting(_document()), Draft202012Validator(schema)
    ours = [value for value in VALUES if fitting.fits(schema, value)]
    assert ours == [value for value in VALUES if validator.is_valid(value)]


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("date", "2030-01-31", "2030-1-31"),
        ("date-time", "2030-01-31T00:00:00Z", "2030-01-31"),
        ("date-time", "2030-01-31T00:00:00.5+01:00", "2030-01-31T00:00:00"),
        ("email", "a@b.example", "a"),
        ("ipv4", "192.0.2.1", "192.0.2"),
        ("uuid", "6ba7b810-9dad-11d1-80b4-00c04fd430c8", "6ba7b810"),
        ("of ours", "anything", None),
    ],
)
def test_formats_that_clients_rely_on_are_checked(name: str, good: str, bad: str | None) -> None:
    fitting, schema = Fitting(_document()), {"type": "string", "format": name}
    assert fitting.fits(schema, good)
    assert bad is None or not fitting.fits(schema, bad)


@pytest.mark.parametrize(
    ("schema", "value", "expected"),
    [
        (TEXT | {"nullable": True}, None, True),
        ({"minimum": 1, "exclusiveMinimum": True}, 1, True),
        ({"pattern": "("}, "a", True),
        ({"multipleOf": 0}, 3, True),
        ({"multipleOf": 1e-300}, 1e300, True),
        ({"$ref": "#/components/schemas/Tree"}, {"in": {"in": {}}}, True),
        ({"$ref": "#/components/schemas/Tree"}, {"in": {"in": 1}}, False),
    ],
)
def test_what_only_openapi_knows(schema: Any, value: Any, expected: bool) -> None:
    tree = {"type": "object", "properties": {"in": {"$ref": "#/components/schemas/Tree"}}}
    assert Fitting(_document({"Tree": tree})).fits(schema, value) is expected


def test_a_comparison_has_an_end() -> None:
    split: dict[str, Any] = {"oneOf": [{"$ref": "#/components/schemas/Split"}] * 2}
    assert isinstance(Fitting(_document({"Split": split})).fits(split, 1), bool)


# --- leniently -----------------------------------------------------------------------------------


def _is_reported(schema: Any, value: Any) -> bool:
    return misfit(_document(), schema, value) is not None


@pytest.mark.parametrize("schema", SCHEMAS, ids=str)
def test_only_what_jsonschema_refuses_is_reported(schema: Any) -> None:
    validator = Draft202012Validator(schema)
    assert not [each for each in VALUES if _is_reported(schema, each) and validator.is_valid(each)]


NOT_REPORTED: dict[str, tuple[Any, Any]] = {
    "format": (TEXT | {"format": "date"}, "soon"),
    "pattern": (TEXT | {"pattern": "^b"}, "a"),
    "multiple": ({"multipleOf": 2}, 3),
    "more properties": ({"maxProperties": 1}, {"a": 1, "b": 1}),
    "fewer properties": ({"minProperties": 1}, {}),
    "repeated items": ({"uniqueItems": True}, [1, 1]),
    "additional property": ({"additionalProperties": False}, {"a": 1}),
    "first items": ({"prefixItems": [WHOLE]}, ["x"]),
    "not": ({"not": WHOLE}, 1),
    "two members of oneOf": ({"oneOf": [WHOLE, {"type": "number"}]}, 1),
    "only in responses": (_object("id", id=TEXT | {"readOnly": True}), {}),
    "only in requests": (_object("id", id=TEXT | {"writeOnly": True}), {}),
    "wrapped enum": ({"enum": [{"value": "a", "type": "string"}]}, "a"),
    "schema that is false": (False, 1),
}


@pytest.mark.parametrize("name", NOT_REPORTED)
def test_what_may_be_meant_so_is_no_finding_but_no_example_either(name: str) -> None:
    schema, value = NOT_REPORTED[name]
    assert not Fitting(_document()).fits(schema, value)
    assert not _is_reported(schema, value)


@pytest.mark.parametrize("type_", ["widget", ["string", "widget"], ["string", 1], [{}], 1, {}, []])
def test_an_unknown_type_allows_every_value(type_: Any) -> None:
    assert Fitting(_document()).fits({"type": type_}, 1)
    assert not _is_reported({"type": type_}, 1)


@pytest.mark.parametrize(
    ("schema", "value", "message"),
    [
        (WHOLE, "a", "'a' is not of type integer"),
        ({"type": ["string", "null"]}, 1, "1 is not of type string or null"),
        ({"enum": [1, "a"]}, True, "True is not in the enum"),
        ({"const": 1}, 2, "2 is not 1"),
        ({"minimum": 2}, 1, "1 is less than 2"),
        ({"maximum": 2}, 3, "3 is greater than 2"),
        ({"exclusiveMinimum": 2}, 2, "2 is not greater than 2"),
        ({"exclusiveMaximum": 2}, 2, "2 is not less than 2"),
        ({"minLength": 2}, "a", "'a' is shorter than 2"),
        ({"maxLength": 2}, "abc", "'abc' is longer than 2"),
        ({"minItems": 1}, [], "[] is shorter than 1"),
        ({"maxItems": 1}, [1, 2], "[1, 2] is longer than 1"),
        (_object("a"), {}, "required property 'a' is missing"),
        ({"anyOf": [WHOLE, TEXT]}, None, "None matches no member of anyOf"),
    ],
)
def test_the_message_names_the_keyword(schema: Any, value: Any, message: str) -> None:
    found = misfit(_document(), schema, value)
    assert found is not None
    assert found.message == message
