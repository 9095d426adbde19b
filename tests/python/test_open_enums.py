"""Open enums of text are what the backend would make of them."""

from __future__ import annotations

from typing import Any

import pytest

from specquilt.python.models import descriptions
from specquilt.python.models.backend import text_of
from specquilt.python.models.definitions import parts_of
from specquilt.python.models.json_schema import Schema, imported, reference
from specquilt.python.models.modules import MODELS, TypesModule
from specquilt.python.models.open_enums import set_aside
from specquilt.python.models.pieces import take_apart

STRING = {"type": "string"}


def _open_enum(values: list[Any], description: str = "", *others: Schema) -> Schema:
    schema: Schema = {"anyOf": [{"enum": values, "type": "string"}, STRING, *others]}
    return {**schema, "description": description} if description else schema


def _module(enum: Schema, **fields: Schema) -> TypesModule:
    fields |= {"one": reference("Colour"), "many": {"type": "array", "items": reference("Colour")}}
    shirt = {"type": "object", "properties": fields, "required": ["one"]}
    return TypesModule(MODELS, "shop", {"Colour": enum, "Shirt": shirt, "Last": STRING})


def _is_written(module: TypesModule) -> bool:
    return [piece.name for piece in set_aside(module)[1]] == ["Colour"]


def _made(module: TypesModule) -> list[tuple[Any, ...]]:
    pieces = parts_of(module, reuse=False).pieces
    return [(each.name, each.text.rstrip(), each.names, each.targets) for each in pieces]


def _by_backend(module: TypesModule) -> list[tuple[Any, ...]]:
    plain, texts = descriptions.set_aside(module)
    pieces = take_apart(descriptions.written(text_of(plain), texts)).pieces
    return [(each.name, each.text.rstrip(), each.names, each.targets) for each in pieces]


@pytest.mark.parametrize(
    "enum",
    [
        _open_enum(["red", "green"]),
        _open_enum(["red"], "What it looks like."),
        _open_enum(["", "it's", 'say "red"', "back\\slash", "two\nlines", "é", "{{x}}", "\x07"]),
    ],
)
def test_an_open_enum_is_written_as_by_the_backend(enum: Schema) -> None:
    module = _module(enum)
    assert _is_written(module)
    assert _made(module) == _by_backend(module)


@pytest.mark.parametrize(
    "enum",
    [
        _open_enum(["red", None]),
        _open_enum(["1", "2"], "", {"type": "integer"}),
        {"anyOf": [{"enum": [1, 2], "type": "integer"}, {"type": "integer"}]},
        {"enum": ["red"], "type": "string"},
    ],
)
def test_what_is_less_plain_is_left_to_the_backend(enum: Schema) -> None:
    module = _module(enum)
    assert not _is_written(module)
    assert _made(module) == _by_backend(module)


@pytest.mark.parametrize("field", ["Literal", "TypeAliasType", "str", "Colour"])
def test_a_field_that_hides_a_name_leaves_all_that_has_it_to_the_backend(field: str) -> None:
    assert not _is_written(_module(_open_enum(["red"]), **{field: {"type": "integer"}}))


def test_other_definitions_import_what_is_written() -> None:
    others, _ = set_aside(_module(_open_enum(["red"]), **{"$ref": STRING}))
    assert others.schemas.keys() == {"Shirt", "Last"}
    assert others.schemas["Shirt"]["properties"] == {
        "one": imported("Colour"),
        "many": {"type": "array", "items": imported("Colour")},
        "$ref": STRING,
    }


def test_a_module_of_open_enums_alone_needs_no_backend(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("datamodel_code_generator.generate", pytest.fail)
    module = TypesModule(MODELS, "shop", {"Colour": _open_enum(["red"])})
    parts = parts_of(module, reuse=False)
    assert [piece.name for piece in parts.pieces] == ["Colour"]
    assert parts.imports.keys() == {"Literal", "TypeAliasType"}
