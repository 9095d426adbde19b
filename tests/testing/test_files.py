"""The generated files of a fake: what they contain, and how large they may be."""

from __future__ import annotations

import json
from typing import Any

import pytest

from api.small import document, named
from python.zoo import answer, tree
from specquilt.python.render import testing as render_testing
from specquilt.python.render import testing_data
from specquilt.python.render.testing_data import data_files

QUILT = {"required": ["id"], "properties": {"id": {"type": "string", "minLength": 30}}}
PARENT = {"properties": {"quilt": {"$ref": "#/components/schemas/Quilt"}, "types": {}}}


def _document(example: Any) -> Any:
    def listed(name: str) -> Any:
        responses = answer({"$ref": f"#/components/schemas/{name}"})
        responses["200"]["content"]["application/json"]["example"] = example
        return {"get": {"x-specquilt-call": f"{name.lower()}.get", "responses": responses}}

    schemas = {"Quilt": QUILT, "Parent": PARENT, "Unused": QUILT}
    return document({"/quilt": listed("Quilt"), "/parent": listed("Parent")}, schemas)


def test_examples_and_samples_are_in_one_file() -> None:
    surface, _ = named(_document({"id": "q" * 30}))
    ((path, text),) = data_files(surface).items()
    assert path == "testing/answers.0.json"
    assert json.loads(text) == {
        "hints": {"Quilt": {"id": "x" * 30}},
        "examples": {"quilt.get": {"id": "q" * 30}, "parent.get": {"id": "q" * 30}},
    }
    assert '\n"quilt.get": {"id":"' + "q" * 30 + '"},\n' in text


def test_large_examples_go_into_several_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(testing_data, "LARGEST_FILE", 40)
    surface, _ = named(_document({"id": "q" * 30}))
    files = {path: json.loads(text) for path, text in data_files(surface).items()}
    assert [list(each["examples"]) for each in files.values()] == [["quilt.get"], ["parent.get"]]
    assert [bool(each["hints"]) for each in files.values()] == [True, False]


def test_huge_examples_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(testing_data, "_LARGEST_EXAMPLE", 10)
    surface, _ = named(_document({"id": "q" * 30}))
    assert json.loads(data_files(surface)["testing/answers.0.json"])["examples"] == {}


def test_without_examples_and_samples_there_is_no_file() -> None:
    surface, _ = named(document({"/x": {"get": {"responses": answer({"type": "string"})}}}))
    assert data_files(surface) == {}


def test_many_fields_go_into_several_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(render_testing, "LARGEST_FILE", 10)
    files = tree(_document({}))
    stubs = {path.rpartition("/")[2]: text for path, text in files.items() if path[-4:] == ".pyi"}
    assert sorted(stubs) == ["__init__.pyi", "_fields_0.pyi", "_fields_1.pyi"]
    assert "class ParentFields(TypedDict, total=False):" in stubs["_fields_0.pyi"]
    assert "from ._fields_1 import (\n    QuiltFields,\n)\n" in stubs["_fields_0.pyi"]
    assert "from ._fields_" not in stubs["_fields_1.pyi"]
    assert "from ._fields_1 import *" in stubs["__init__.pyi"]


def test_only_what_operations_return_has_fields() -> None:
    stub = tree(_document({}))["zoo_client/testing/__init__.pyi"]
    assert "class QuiltFields(TypedDict, total=False):\n    id: str\n" in stub
    assert "quilt: _types.Quilt | QuiltFields" in stub
    assert "UnusedFields" not in stub
