"""The proposed overlay: it only widens, and afterwards the document says what recordings show."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from learn.exchanges import COVERAGE, ONE, QUILT, exchange, learned, quilts
from specquilt.openapi.document import Document
from specquilt.overlay import apply
from specquilt.overlay import read as overlays
from specquilt.recordings.finding import DriftFinding
from specquilt.recordings.propose import Proposal, proposal


def _proposed(folder: Path, *rows: Any, data: Any = None) -> tuple[Proposal, Any]:
    """Return what exchanges propose, and the document after it; nothing is left to repair."""
    document = Document(quilts() if data is None else data)
    made = proposal(learned(folder, *rows, data=document.data).evidence, document, document, "")
    path = folder / "overlay.yaml"
    path.write_text(made.text, encoding="utf-8")
    changed, findings = apply.apply(document, overlays.read(path).actions)
    assert not findings
    again = learned(folder, *rows, data=changed.data).findings
    assert [each.message for each in again if each.rule not in COVERAGE] == []
    return made, changed.data


def _schemas(data: Any) -> Any:
    return data["components"]["schemas"]


def test_field_becomes_an_optional_property(tmp_path: Path) -> None:
    owner = {"name": "Ada", "keys": [1.5, 2], "boss": None}
    rows = [exchange(ONE, {**QUILT, "owner": owner}), exchange(ONE, {**QUILT, "owner": None})]
    made, data = _proposed(tmp_path, *rows)
    assert _schemas(data)["Quilt"]["properties"]["owner"] == {
        "type": ["object", "null"],
        "properties": {
            "name": {"type": "string"},
            "keys": {"type": "array", "items": {"type": "number"}},
            "boss": {},
        },
    }
    assert "owner" not in _schemas(data)["Quilt"]["required"]
    assert "Quilt.owner is not documented: seen in 2 of 2." in made.text


@pytest.mark.parametrize(("count", "type_"), [(4, "number"), (5, "integer")])
def test_few_whole_numbers_are_no_integers(count: int, type_: str, tmp_path: Path) -> None:
    rows = [exchange(ONE, {**QUILT, "age": 3})] * count
    _, data = _proposed(tmp_path, *rows)
    assert _schemas(data)["Quilt"]["properties"]["age"] == {"type": type_}


def test_enum_gets_the_value(tmp_path: Path) -> None:
    made, data = _proposed(tmp_path, exchange(ONE, {**QUILT, "colour": "green"}))
    assert _schemas(data)["Colour"]["enum"] == ["red", "blue", "green"]
    assert 'Colour has the undocumented value "green": seen in 1 of 1.' in made.text


def test_constant_becomes_an_enum(tmp_path: Path) -> None:
    changed = quilts()
    _schemas(changed)["Colour"] = {"const": "red"}
    _, data = _proposed(tmp_path, exchange(ONE, {**QUILT, "colour": "green"}), data=changed)
    assert _schemas(data)["Colour"] == {"enum": ["red", "green"]}


NULLS: dict[str, tuple[str, Any, Any]] = {
    "type": ("3.1.0", {"type": "number"}, {"type": ["number", "null"]}),
    "types": ("3.1.0", {"type": ["number", "string"]}, {"type": ["number", "string", "null"]}),
    "enum": (
        "3.1.0",
        {"type": "string", "enum": ["a"]},
        {"type": ["string", "null"], "enum": ["a", None]},
    ),
    "constant": (
        "3.1.0",
        {"type": "string", "const": "a"},
        {"type": ["string", "null"], "enum": ["a", None]},
    ),
    "reference": (
        "3.1.0",
        {"$ref": "#/components/schemas/Colour"},
        {"anyOf": [{"$ref": "#/components/schemas/Colour"}, {"type": "null"}]},
    ),
    "alternatives": (
        "3.1.0",
        {"oneOf": [{"type": "string"}, {"type": "number"}], "description": "Size."},
        {
            "oneOf": [{"type": "string"}, {"type": "number"}, {"type": "null"}],
            "description": "Size.",
        },
    ),
    "type in 3.0": ("3.0.3", {"type": "number"}, {"type": "number", "nullable": True}),
    "enum in 3.0": (
        "3.0.3",
        {"type": "string", "enum": ["a"]},
        {"type": "string", "enum": ["a", None], "nullable": True},
    ),
    "reference in 3.0": (
        "3.0.3",
        {"$ref": "#/components/schemas/Colour"},
        {"allOf": [{"$ref": "#/components/schemas/Colour"}], "nullable": True},
    ),
}


@pytest.mark.parametrize("name", NULLS)
def test_null_is_allowed_where_it_was_seen(name: str, tmp_path: Path) -> None:
    version, before, after = NULLS[name]
    document = {**quilts(), "openapi": version}
    _schemas(document)["Quilt"]["properties"]["size"] = before
    _, data = _proposed(tmp_path, exchange(ONE, {**QUILT, "size": None}), data=document)
    assert _schemas(data)["Quilt"]["properties"]["size"] == after


TYPES: dict[str, tuple[str, Any, Any, Any]] = {
    "another scalar": ("3.1.0", {"type": "number"}, "big", {"type": ["number", "string"]}),
    "a fraction": ("3.0.3", {"type": "integer", "format": "int32"}, 1.5, {"type": "number"}),
    "an object": (
        "3.1.0",
        {"type": "number", "description": "Size."},
        {"cm": 1.5},
        {
            "anyOf": [
                {"type": "number"},
                {"type": "object", "properties": {"cm": {"type": "number"}}},
            ],
            "description": "Size.",
        },
    ),
    "more than a type": (
        "3.1.0",
        {"type": "string", "format": "date", "x-own": 1},
        7,
        {"anyOf": [{"type": "string", "format": "date"}, {"type": "number"}], "x-own": 1},
    ),
    "another scalar in 3.0": (
        "3.0.3",
        {"type": "number"},
        "big",
        {"anyOf": [{"type": "number"}, {"type": "string"}]},
    ),
}


@pytest.mark.parametrize("name", TYPES)
def test_another_type_becomes_an_alternative(name: str, tmp_path: Path) -> None:
    version, before, value, after = TYPES[name]
    document = {**quilts(), "openapi": version}
    _schemas(document)["Quilt"]["properties"]["size"] = before
    _, data = _proposed(tmp_path, exchange(ONE, {**QUILT, "size": value}), data=document)
    assert _schemas(data)["Quilt"]["properties"]["size"] == after


def test_absent_field_is_not_required_any_more(tmp_path: Path) -> None:
    made, data = _proposed(tmp_path, exchange(ONE, {"id": "q1"}))
    assert _schemas(data)["Quilt"]["required"] == ["id", "made_by"]
    assert "Quilt.name is required, but was absent: seen in 1 of 1." in made.text
    rows = [exchange("POST /quilts", QUILT, sent={}, status=201)]
    assert "required" not in _schemas(_proposed(tmp_path, *rows)[1])["NewQuilt"]


def test_many_names_become_a_map(tmp_path: Path) -> None:
    names = {f"name{number}": number / 2 for number in range(50)}
    made, data = _proposed(tmp_path, exchange(ONE, {**QUILT, **names}))
    assert _schemas(data)["Quilt"]["additionalProperties"] == {"type": "number"}
    assert set(_schemas(data)["Quilt"]["properties"]) == set(
        _schemas(quilts())["Quilt"]["properties"]
    )
    assert "Quilt had 50 names that are not documented." in made.text


def test_query_parameter_is_added(tmp_path: Path) -> None:
    _, data = _proposed(tmp_path, exchange("GET /quilts?page=2", {"quilts": []}))
    added = data["paths"]["/quilts"]["get"]["parameters"][-1]
    assert added == {"name": "page", "in": "query", "schema": {"type": "string"}}


def test_facts_of_one_place_are_repaired_together(tmp_path: Path) -> None:
    odd: dict[str, Any] = {
        "id": None,
        "colour": 7,
        "patches": [{"kind": "square", "depth": 1, "width": None}],
        "new": {},
    }
    made, data = _proposed(
        tmp_path,
        exchange(ONE, odd),
        exchange(
            "POST /quilts", {**QUILT, "colour": None}, sent={"name": None, "x": 1}, status=201
        ),
    )
    assert made.repaired == 9
    assert made.left == 0
    Draft202012Validator.check_schema(_schemas(data)["Quilt"])


def test_findings_name_what_is_repaired(tmp_path: Path) -> None:
    row = exchange(ONE, {**QUILT, "odd": 1})
    (odd,) = (e for e in learned(tmp_path, row).findings if e.rule == "undocumented-field")
    assert isinstance(odd, DriftFinding)
    assert odd.text in _proposed(tmp_path, row)[0].text
