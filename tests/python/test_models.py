"""Models depend on facts only, and not on the environment."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from api.small import answered
from specquilt.api.value_types import Named
from specquilt.python.models import generate
from specquilt.python.models.json_schema import response_schemas


def _text(schema: dict[str, Any]) -> str:
    _, surface = answered({"$ref": "#/components/schemas/Cat"}, {"Cat": schema})
    return generate(surface)["types/models.py"]


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
def test_other_keywords_do_not_affect_the_backend(keywords: dict[str, Any]) -> None:
    plain = {"properties": {"name": {"type": "string"}}}
    steered = {"properties": {"name": {"type": "string"} | keywords}, "customBasePath": "os.Path"}
    assert _text(steered) == _text(plain)


def test_output_does_not_depend_on_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    schema = {"properties": {"name": {"type": "string"}}}
    here = _text(schema)
    options = "[tool.datamodel-codegen]\nsnake-case-field = true\n[tool.black]\nline-length = 20\n"
    (tmp_path / "pyproject.toml").write_text(options)
    monkeypatch.chdir(tmp_path)
    assert _text(schema) == here


def test_client_validates_types_only() -> None:
    schema = {"properties": {"age": {"type": "integer", "minimum": 3, "default": 7}}}
    _, surface = answered({"$ref": "#/components/schemas/Cat"}, {"Cat": schema})
    assert response_schemas(surface)["Cat"]["properties"] == {"age": {"type": "integer"}}


def test_enums_are_open() -> None:
    assert "Literal['a', 'b'] | str" in _text({"properties": {"x": {"enum": ["a", "b"]}}})


def test_renamed_fields_have_aliases() -> None:
    text = _text({"properties": {"float": {"type": "number"}, "isGood": {"type": "boolean"}}})
    assert "float_: Annotated[float | None, Field(alias='float')] = None" in text
    assert "is_good: Annotated[bool | None, Field(alias='isGood')] = None" in text


def test_descriptions_are_docstrings() -> None:
    text = _text({"description": "A cat.", "properties": {"x": {"description": "An x."}}})
    assert '"""A cat."""' in text
    assert '"""An x."""' in text


def test_module_without_classes_does_not_import_their_base() -> None:
    assert "Model\n" not in _text({"enum": ["a", "b"]})
    assert "import Model\n" in _text({"properties": {"x": {"enum": ["a", "b"]}}})


def test_a_schema_that_only_refers_to_another_is_an_alias_of_it() -> None:
    mood = {"enum": ["good", "bad"], "description": "How it is."}
    wrapped = {"anyOf": [{"$ref": "#/components/schemas/Mood"}], "description": "Its mood."}
    schemas = {"Mood": mood, "Wrapped": wrapped}
    one = {"$ref": "#/components/schemas/Wrapped"}
    _, surface = answered({"properties": {"one": one}}, schemas)
    text = generate(surface)["types/models.py"]
    assert all(f"{model.name} = TypeAliasType(" in text for model in surface.models if model.alias)


def test_an_alias_with_a_description_of_its_own_is_written() -> None:
    _, surface = answered(
        {"$ref": "#/components/schemas/Cat"}, {"Cat": {"properties": {"mood": {"enum": ["good"]}}}}
    )
    named = replace(surface.models[0], name="Same", alias=Named("Cat"), description="The same.")
    schemas = response_schemas(replace(surface, models=(*surface.models, named)))
    assert schemas["Same"] == {"$ref": "#/components/schemas/Cat", "description": "The same."}
