"""Schemas that extend each other in a circle."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from specquilt.cli.main import main

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _extended(name: str, **fields: str) -> Any:
    properties = {wire: {"type": type_} for wire, type_ in fields.items()}
    own = [{"type": "object", "properties": properties}] if fields else []
    return {"allOf": [{"$ref": f"#/components/schemas/{name}"}, *own]}


def _write(file: str, schemas: dict[str, Any]) -> None:
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/A"}}}
    get = {"operationId": "get", "responses": {"200": {"description": "", "content": content}}}
    info, server = {"title": "Circle", "version": "1"}, {"url": "https://api.circle.test"}
    document = {
        "openapi": "3.1.0",
        "info": info,
        "servers": [server],
        "paths": {"/a": {"get": get}},
    }
    Path(file).write_text(json.dumps({**document, "components": {"schemas": schemas}}))


def _said(old: dict[str, Any], new: dict[str, Any], capsys: Captured) -> list[str]:
    _write("old.json", old)
    _write("new.json", new)
    assert main(["diff", "old.json", "new.json"]) == 0
    return [each for each in capsys.readouterr().out.splitlines() if not each.startswith(" ")]


def test_the_fields_of_a_circle_are_compared(capsys: Captured) -> None:
    old = {"A": _extended("B", a="string"), "B": _extended("A", b="string")}
    new = {**old, "B": _extended("A", b="integer")}
    found = _said(old, new, capsys)
    assert found[0] == "major[type-changed] `types.A.b` has another type (`int`, was `str`)"
    assert len(found) == 2


def test_a_base_that_is_gone_takes_its_fields_with_it(capsys: Captured) -> None:
    old = {"A": _extended("B", a="string"), "B": _extended("A", b="string")}
    new = {**old, "A": _extended("C", a="string"), "C": {"type": "object"}}
    assert _said(old, new, capsys)[0] == "major[field-removed] `types.A.b` is gone"


def test_a_schema_that_extends_itself_is_the_same_without_it(capsys: Captured) -> None:
    own = {"type": "object", "properties": {"a": {"type": "string"}}}
    assert _said({"A": _extended("A", a="string")}, {"A": own}, capsys) == ["no changes"]


def test_a_circle_of_references_is_any_value_in_both_versions(capsys: Captured) -> None:
    old = {"A": _extended("B"), "B": {**_extended("A"), "properties": {"b": {"type": "string"}}}}
    new = {**old, "B": {**_extended("A"), "properties": {"b": {"type": "integer"}}}}
    assert _said(old, new, capsys) == ["no changes"]
