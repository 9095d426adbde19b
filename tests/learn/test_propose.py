"""The proposed overlay: it only widens, and afterwards the document says what recordings show."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from learn.exchanges import COVERAGE, QUILT, QUILTS, exchange, learned, quilts
from specquilt.cli.main import main
from specquilt.openapi.document import Document
from specquilt.openapi.finding import Location
from specquilt.openapi.load import yaml_loader
from specquilt.overlay import apply
from specquilt.overlay import read as overlays
from specquilt.recordings.evidence import Evidence
from specquilt.recordings.finding import DriftFinding
from specquilt.recordings.findings import findings_of
from specquilt.recordings.propose import Proposal, proposal
from specquilt.recordings.read.forms import from_line
from tiers import examples

ONE = "GET /quilts/q1"


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


# The command


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the document and a recording with one more field."""
    monkeypatch.chdir(tmp_path)
    Path("openapi.yaml").write_text(QUILTS.read_text("utf-8"), encoding="utf-8")
    row = exchange(ONE, {**QUILT, "odd": 1, "name": None})
    Path("a.jsonl").write_text(json.dumps(row), encoding="utf-8")
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_command_writes_an_overlay_that_makes_the_next_run_clean(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run = ["learn", "a.jsonl", "--source", "openapi.yaml", "--ignore", "never-seen"]
    assert main([*run, "--propose", "more/drift.yaml"]) == 1
    assert "more/drift.yaml: 2 repairs\n" in capsys.readouterr().err
    assert "extends: ../openapi.yaml" in Path("more/drift.yaml").read_text()
    assert main([*run, "--overlay", "more/drift.yaml", "--fail-on", "info"]) == 0
    assert main(["overlay", "apply", "openapi.yaml", "more/drift.yaml", "-o", "new.yaml"]) == 0
    assert main(["learn", "a.jsonl", "--source", "new.yaml", "--propose", "none.yaml"]) == 0
    assert "nothing to propose" in capsys.readouterr().err
    assert not Path("none.yaml").exists()


@pytest.mark.usefixtures("folder")
def test_configured_job_gets_an_overlay_for_its_merged_document() -> None:
    specs = Path("specs/quilts")
    specs.mkdir(parents=True)
    Path("openapi.yaml").rename(specs / "openapi.yaml")
    settings = '[sources]\npages = ["openapi.yaml"]\n'
    (specs / "specquilt.toml").write_text(settings)
    assert main(["learn", "a.jsonl", "--propose", "specs/quilts/overlay.yaml"]) == 1
    (specs / "specquilt.toml").write_text(f'{settings}overlay = "overlay.yaml"\n')
    assert main(["learn", "a.jsonl", "--fail-on", "warning"]) == 0


@pytest.mark.usefixtures("folder")
def test_sources_are_never_replaced() -> None:
    run = ["learn", "a.jsonl", "--source", "openapi.yaml", "--propose"]
    assert main([*run, "openapi.yaml"]) == main([*run, "a.jsonl"]) == 2


# Any documents and recordings

_NAMES = st.sampled_from("abcd")
_SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(0, 3), st.just(0.5), st.sampled_from(["x", "y", "a"])
)
VALUES = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_NAMES, inner, max_size=4),
    max_leaves=12,
)
_LEAVES = st.sampled_from(
    [
        {},
        {"type": "string"},
        {"type": "integer"},
        {"type": "number", "description": "A number."},
        {"type": ["boolean", "null"]},
        {"type": "string", "enum": ["x", "y"]},
        {"const": "x"},
        {"enum": ["x", 1, None]},
        {"type": "object"},
        {"$ref": "#/components/schemas/S"},
        {"$ref": "#/components/schemas/T"},
    ]
)


def _objects(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    more = st.sampled_from(
        [{}, {"additionalProperties": False}, {"additionalProperties": {"type": "string"}}]
    )
    fields = st.dictionaries(_NAMES, inner, min_size=1, max_size=3)
    required = st.lists(_NAMES, unique=True, min_size=1, max_size=2)
    return st.builds(
        lambda fields, required, more: {
            "type": "object",
            "properties": fields,
            "required": required,
            **more,
        },
        fields,
        required,
        more,
    )


def _compound(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    several = st.lists(inner, min_size=1, max_size=3)
    return st.one_of(
        _objects(inner),
        st.builds(lambda items: {"type": "array", "items": items}, inner),
        st.builds(lambda key, parts: {key: parts}, st.sampled_from(["oneOf", "anyOf"]), several),
        st.builds(lambda one, other: {"allOf": [one, other]}, _objects(inner), _objects(inner)),
    )


SCHEMAS = st.recursive(_LEAVES, _compound, max_leaves=8)
DOCUMENTS = st.tuples(_objects(SCHEMAS), _objects(SCHEMAS))


def _document(one: Any, other: Any) -> Any:
    answer = {"schema": {"$ref": "#/components/schemas/S"}}
    response = {"200": {"description": "It.", "content": {"application/json": answer}}}
    schemas = {"S": deepcopy(one), "T": deepcopy(other)}
    info = {"title": "Any", "version": "1"}
    paths = {"/it": {"get": {"responses": response}}}
    return {"openapi": "3.1.0", "info": info, "paths": paths, "components": {"schemas": schemas}}


def _evidence(data: Any, bodies: list[Any]) -> Evidence:
    evidence = Evidence(data)
    for body in bodies:
        row = from_line(exchange("GET /it", json.dumps(body)), Location("it"))
        assert row
        evidence.add(row)
    return evidence


def _facts(data: Any, bodies: list[Any]) -> list[str]:
    findings = findings_of(_evidence(data, bodies), Document(data))
    return [each.message for each in findings if each.rule not in COVERAGE]


def _check(pair: tuple[Any, Any], bodies: list[Any]) -> None:
    document = Document(_document(*pair))
    made = proposal(_evidence(document.data, bodies), document, document, "")
    if not made.text:
        assert _facts(document.data, bodies) == []
        return
    actions = yaml_loader.load(made.text)["actions"]
    changed, _ = apply.apply(document, _read(made.text))
    assert all(each["description"] for each in actions)
    assert _facts(changed.data, bodies) == []
    before, after = (
        Draft202012Validator({**data, "$ref": "#/components/schemas/S"})
        for data in (document.data, changed.data)
    )
    for body in bodies:
        assert not before.is_valid(body) or after.is_valid(body) or "oneOf" in json.dumps(pair)


def _read(text: str) -> Any:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        path = Path(folder) / "overlay.yaml"
        path.write_text(text, encoding="utf-8")
        return overlays.read(path).actions


test_any_document_says_what_any_recordings_show = examples(
    60, 3_000, DOCUMENTS, st.lists(VALUES, min_size=1, max_size=4)
)(_check)


def test_findings_name_what_is_repaired(tmp_path: Path) -> None:
    row = exchange(ONE, {**QUILT, "odd": 1})
    (odd,) = (e for e in learned(tmp_path, row).findings if e.rule == "undocumented-field")
    assert isinstance(odd, DriftFinding)
    assert odd.text in _proposed(tmp_path, row)[0].text
