"""What has been published keeps its name, until the user wants another one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from specquilt.cli.main import main

CONFIGURATION = """
[sources]
pages = ["api.json"]

[client]
output = "client"
"""
GET = {"operationId": "getQuilt", "tags": ["quilts"], "responses": {"204": {"description": ""}}}
VENDOR = {"x-fern-sdk-group-name": ["quilts"], "x-fern-sdk-method-name": "fetch"}


@pytest.fixture(autouse=True)
def _published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert _generate({"/quilts/{id}": {"get": GET}}) == {"GET /quilts/{id}": "quilts.get"}


def _generate(
    paths: dict[str, Any],
    *options: str,
    names: dict[str, str] | None = None,
    table: str = "client.names",
) -> dict[str, str]:
    """Generate a client, and return the calls that its lock remembers."""
    info = {"title": "Quilts", "version": "1"}
    server = {"url": "https://api.quilt.test"}
    identity = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
    for path, item in paths.items():
        item |= {"parameters": [identity]} if "{id}" in path else {}
    document = {"openapi": "3.1.0", "info": info, "servers": [server], "paths": paths}
    Path("api.json").write_text(json.dumps(document))
    lines = [f"{json.dumps(name)} = {json.dumps(call)}" for name, call in (names or {}).items()]
    written = "\n".join([f"[{table}]", *lines])
    Path("specquilt.toml").write_text(f"{CONFIGURATION}{written}\n")
    assert main(["generate", "--config", "specquilt.toml", *options]) == 0
    calls: dict[str, str] = json.loads(Path("client/specquilt.lock").read_text())["calls"]
    return calls


def test_hint_of_the_vendor_and_another_operation_id_rename_nothing() -> None:
    changed = GET | VENDOR | {"operationId": "readQuilt"}
    new = {"operationId": "getQuilts", "tags": ["quilts"], "responses": GET["responses"]}
    assert _generate({"/quilts": {"get": new}, "/quilts/{id}": {"get": changed}}) == {
        "GET /quilts": "quilts.get_quilts",
        "GET /quilts/{id}": "quilts.get",
    }
    assert "def get(self" in Path("client/client/resources/quilts.py").read_text()


@pytest.mark.parametrize("own", [{}, {"x-specquilt-call": "shop.sew"}])
def test_names_that_the_user_chooses_apply_at_once(own: dict[str, str]) -> None:
    names = {} if own else {"getQuilt": "shop.sew"}
    calls = _generate({"/quilts/{id}": {"get": GET | own}}, names=names)
    assert calls == {"GET /quilts/{id}": "shop.sew"}


TYPE = {"type": "object", "title": "Quilt", "properties": {"id": {"type": "string"}}}


def _returning(schema: dict[str, Any]) -> dict[str, Any]:
    answer = {"description": "", "content": {"application/json": {"schema": schema}}}
    return {"/quilts/{id}": {"get": {**GET, "responses": {"200": answer}}}}


def test_name_of_a_type_that_the_vendor_declares_later_renames_nothing() -> None:
    _generate(_returning(TYPE))
    _generate(_returning(TYPE | {"x-fern-type-name": "Blanket"}))
    types = Path("client/client/types/models.py").read_text()
    assert "class QuiltsGetResponse" in types
    _generate(_returning(TYPE | {"x-specquilt-name": "Blanket"}))
    assert "class Blanket" in Path("client/client/types/models.py").read_text()
    _generate(_returning(TYPE | {"x-fern-type-name": "Cover"}))
    assert "class Blanket" in Path("client/client/types/models.py").read_text()
    _generate(_returning(TYPE | {"x-fern-type-name": "Cover"}), "--rename")
    assert "class Cover" in Path("client/client/types/models.py").read_text()


def test_rename_applies_what_names_would_be_today_and_lists_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    paths = {"/quilts/{id}": {"get": GET | VENDOR}}
    assert _generate(paths) == {"GET /quilts/{id}": "quilts.get"}
    capsys.readouterr()
    assert _generate(paths, "--rename") == {"GET /quilts/{id}": "quilts.fetch"}
    said = capsys.readouterr().err
    assert "renamed 1 name; to keep the old one, add this to specquilt.toml:" in said
    assert '[client.aliases]\n"quilts.get" = "quilts.fetch"\n' in said
    aliases = {"quilts.get": "quilts.fetch"}
    calls = _generate(paths, names=aliases, table="client.aliases")
    assert calls == {"GET /quilts/{id}": "quilts.fetch"}
    assert "def get(self" in Path("client/client/resources/quilts.py").read_text()


def test_operations_are_selected_by_their_published_call() -> None:
    paths = {"/quilts/{id}": {"get": GET | VENDOR}, "/b": {"get": {**GET, "operationId": "b"}}}
    calls = _generate(paths, "--include", "quilts.get")
    assert calls == {"GET /quilts/{id}": "quilts.get"}


def test_names_in_a_forged_lock_are_not_believed() -> None:
    path = Path("client/specquilt.lock")
    forged = json.loads(path.read_text())
    forged["calls"] = {"GET /quilts/{id}": "quilts.import os"}
    path.write_text(json.dumps(forged))
    assert _generate({"/quilts/{id}": {"get": GET}}) == {"GET /quilts/{id}": "quilts.get"}


def test_published_names_are_current_and_checked() -> None:
    paths = {"/quilts/{id}": {"get": GET | VENDOR}}
    _generate(paths)
    assert main(["generate", "--config", "specquilt.toml", "--check"]) == 0
