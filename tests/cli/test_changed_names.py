"""A run says which methods are new or gone."""

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


def _run(*operations: str, check: bool = False) -> int:
    paths: dict[str, Any] = {
        f"/{name}": {"get": {"tags": ["quilts"], "operationId": name, "responses": {"204": {}}}}
        for name in operations
    }
    info = {"title": "Quilts", "version": "1"}
    server = {"url": "https://api.quilt.test"}
    document = {"openapi": "3.1.0", "info": info, "servers": [server], "paths": paths}
    Path("api.json").write_text(json.dumps(document))
    return main(["generate", "api.json", "-o", "client", *(["--check"] if check else [])])


def _methods(text: str) -> list[str]:
    return [line for line in text.splitlines() if "method" in line]


@pytest.mark.parametrize("check", [True, False])
def test_the_first_run_compares_with_nothing(capsys: Captured, check: bool) -> None:
    assert _run("sew", check=check) == check
    assert not _methods(capsys.readouterr().err)


def test_new_and_lost_methods_are_named(capsys: Captured) -> None:
    _run("sew", "cut", "iron")
    capsys.readouterr()
    assert _run("sew", "fold", "wash") == 0
    said = _methods(capsys.readouterr().err)
    assert said == [
        "api.json: +2 methods (quilts.fold, quilts.wash), -2 methods (quilts.cut, quilts.iron)"
    ]


def test_a_check_names_them_before_the_difference(capsys: Captured) -> None:
    _run("sew")
    capsys.readouterr()
    assert _run("sew", "fold", check=True) == 1
    assert _methods(capsys.readouterr().err) == ["api.json: +1 method (quilts.fold)"]


def test_the_same_methods_are_not_mentioned(capsys: Captured) -> None:
    _run("sew")
    lock = Path("client/specquilt.lock")
    lock.write_text(lock.read_text().replace("quilts.sew", "quilts.stitch"))
    capsys.readouterr()
    assert _run("sew") == 0
    assert not _methods(capsys.readouterr().err)


def test_what_is_no_name_in_a_lock_is_not_printed(capsys: Captured) -> None:
    _run("sew")
    lock = Path("client/specquilt.lock")
    lock.write_text(
        lock.read_text().replace('"GET /sew": ', '"GET /a": "a\\u001b[2J", "GET /sew": ')
    )
    capsys.readouterr()
    assert _run("sew") == 0
    assert not _methods(capsys.readouterr().err)


def _renamed(*old: str, capsys: Captured) -> list[str]:
    """Return what a run says that calls operations otherwise than the one before."""
    _run("sew", "cut")
    lock = Path("client/specquilt.lock")
    text = lock.read_text()
    for name in old:
        text = text.replace(f'"quilts.{name}"', f'"quilts.old_{name}"')
    lock.write_text(text)
    capsys.readouterr()
    assert main(["generate", "api.json", "-o", "client", "--rename"]) == 0
    said = capsys.readouterr().err.splitlines()
    first = next((at for at, line in enumerate(said) if "renamed" in line), len(said))
    return said[first:-1]


def test_renamed_names_are_a_table_that_keeps_the_old_ones(capsys: Captured) -> None:
    assert _renamed(capsys=capsys) == []
    assert _renamed("sew", capsys=capsys) == [
        "api.json: renamed 1 name; to keep the old one, add this to specquilt.toml:",
        "[client.aliases]",
        '"quilts.old_sew" = "quilts.sew"',
    ]
    assert _renamed("sew", "cut", capsys=capsys) == [
        "api.json: renamed 2 names; to keep the old ones, add this to specquilt.toml:",
        "[client.aliases]",
        '"quilts.old_cut" = "quilts.cut"',
        '"quilts.old_sew" = "quilts.sew"',
    ]
