"""Models: only facts reach them, and they are what the vendor's schemas say."""

from __future__ import annotations

from typing import Any

import pytest

from ir.small import answered
from specquilt.emit import format_tree
from specquilt.render import render


def _text(schema: dict[str, Any]) -> str:
    _, api = answered({"$ref": "#/components/schemas/Cat"}, {"Cat": schema})
    path = f"{api.package}/types/models.py"
    return format_tree({path: render(api)[path]})[path]


@pytest.mark.parametrize(
    "keywords",
    [
        {"pattern": "((("},
        {"minLength": 3, "maxLength": 1},
        {"default": object},
        {"customTypePath": "os.system"},
        {"x-python-type": "os"},
        {"default_factory": "os.getcwd"},
        {"example": "x", "deprecated": False},
    ],
)
def test_what_is_no_fact_does_not_reach_the_models(keywords: dict[str, Any]) -> None:
    plain = {"properties": {"name": {"type": "string"}}}
    steered = {"properties": {"name": {"type": "string"} | keywords}, "customBasePath": "os.Path"}
    assert _text(steered) == _text(plain)


def test_the_server_judges_values_and_the_client_their_kind() -> None:
    text = _text({"properties": {"age": {"type": "integer", "minimum": 3, "default": 7}}})
    assert "    age: int | None = None\n" in text


def test_what_is_required_has_no_default_and_null_is_admitted_where_it_is_documented() -> None:
    schema = {
        "required": ["a", "b"],
        "properties": {"a": {"type": "string"}, "b": {"type": ["string", "null"]}},
    }
    assert "    a: str\n    b: str | None\n" in _text(schema)


def test_enums_are_open() -> None:
    assert 'Literal["a", "b"] | str' in _text({"properties": {"x": {"enum": ["a", "b"]}}})


def test_names_are_ours() -> None:
    text = _text({"properties": {"float": {"type": "number"}, "isGood": {"type": "boolean"}}})
    assert 'float_: Annotated[float | None, Field(alias="float")] = None' in text
    assert 'is_good: Annotated[bool | None, Field(alias="isGood")] = None' in text


def test_a_field_may_have_the_name_of_its_type() -> None:
    schema = {"properties": {"date": {"type": "string", "format": "date"}}}
    assert "    date: datetime.date | None = None\n" in _text(schema)


def test_descriptions_are_docstrings() -> None:
    text = _text({"description": "A cat.", "properties": {"x": {"description": "An x."}}})
    assert '"""A cat."""' in text
    assert '"""An x."""' in text
