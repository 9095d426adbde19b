"""A run says how many changes break callers, if Git has the document of the run before."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from repositories import commit, git
from specquilt.cli import breaking
from specquilt.cli.main import main

Captured = pytest.CaptureFixture[str]
_INPUTS = ("api.json", "specquilt.toml")
CONFIGURATION = '[sources]\npages = ["api.json"]\n[client]\noutput = "../../client"\n'


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def project(capsys: Captured) -> None:
    """A configured job in a repository, generated and committed."""
    Path("specs/shop").mkdir(parents=True)
    Path("specs/shop/specquilt.toml").write_text(CONFIGURATION)
    _write("sew", "cut", "iron", folder="specs/shop")
    git("init", "-q")
    assert main(["generate"]) == 0
    commit()
    capsys.readouterr()


def _write(*operations: str, folder: str = "") -> None:
    paths: dict[str, Any] = {
        f"/{name}": {"get": {"tags": ["quilts"], "operationId": name, "responses": {"204": {}}}}
        for name in operations
    }
    info, server = {"title": "Quilts", "version": "1"}, {"url": "https://api.quilt.test"}
    document = {"openapi": "3.1.0", "info": info, "servers": [server], "paths": paths}
    path = Path(folder) / "api.json"
    path.write_text(json.dumps(document))
    os.utime(path, (1, 1))  # a lock knows no file that is newer than its run


def _said(capsys: Captured) -> list[str]:
    return [line for line in capsys.readouterr().err.splitlines() if "breaking" in line]


def _lines(capsys: Captured) -> list[str]:
    return [line for line in capsys.readouterr().err.splitlines() if "specquilt diff" in line]


@pytest.mark.usefixtures("project")
def test_changes_that_break_callers_are_counted(capsys: Captured) -> None:
    _write("sew", "fold", folder="specs/shop")
    assert main(["generate"]) == 0
    assert _said(capsys) == ["specs/shop: 2 breaking changes: `specquilt diff` shows them"]


@pytest.mark.usefixtures("project")
def test_a_check_counts_them_before_the_difference(capsys: Captured) -> None:
    _write("sew", "cut", folder="specs/shop")
    assert main(["generate", "--check"]) == 1
    assert _said(capsys) == ["specs/shop: 1 breaking change: `specquilt diff` shows them"]


@pytest.mark.usefixtures("project")
def test_a_check_in_a_clean_checkout_names_the_revision_of_the_package(capsys: Captured) -> None:
    _write("sew", "cut", folder="specs/shop")
    commit()
    revision = git("rev-parse", "--short", "HEAD~1")
    assert main(["generate", "--check"]) == 1
    command = f"specquilt diff {revision}"
    assert _said(capsys) == [f"specs/shop: 1 breaking change: `{command}` shows them"]
    assert main(command.split()[1:]) == 0
    assert "operation-removed" in capsys.readouterr().out


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("operations", [("sew", "cut", "iron"), ("sew", "cut", "iron", "fold")])
def test_other_changes_are_not_mentioned(capsys: Captured, operations: tuple[str, ...]) -> None:
    _write(*operations, folder="specs/shop")
    assert main(["generate"]) == 0
    assert not _said(capsys)


@pytest.mark.usefixtures("project")
def test_files_that_git_does_not_have_are_compared_with_nothing(capsys: Captured) -> None:
    _write("sew", "cut", folder="specs/shop")
    assert main(["generate"]) == 0
    capsys.readouterr()
    _write("sew", folder="specs/shop")
    assert main(["generate"]) == 0
    assert not _said(capsys)


@pytest.mark.usefixtures("project")
def test_versions_that_cannot_be_compared_are_not_mentioned(capsys: Captured) -> None:
    _write("wash", folder="specs/shop")  # no operation in common
    assert main(["generate"]) == 0
    assert not _said(capsys)


@pytest.mark.usefixtures("project")
def test_a_part_of_the_operations_is_not_compared_with_all(capsys: Captured) -> None:
    _write("sew", folder="specs/shop")
    assert main(["generate", "--include", "GET /sew"]) == 0
    assert not _said(capsys)


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(("left", "counts"), [(0, True), (-1, False)])
def test_large_documents_are_not_compared_during_a_run(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch, left: int, *, counts: bool
) -> None:
    _write("sew", "cut", folder="specs/shop")
    size = sum(Path(f"specs/shop/{name}").stat().st_size for name in _INPUTS)
    monkeypatch.setattr(breaking, "LARGEST", size + left)
    assert main(["generate"]) == 0
    said = "`specquilt diff` shows which changes break callers"
    counted = "1 breaking change: `specquilt diff` shows them"
    assert [each.partition(": ")[2] for each in _lines(capsys)] == [counted if counts else said]


@pytest.mark.usefixtures("project")
def test_a_quiet_run_compares_nothing(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(breaking, "_verdicts", pytest.fail)
    _write("sew", "cut", folder="specs/shop")
    assert main(["generate", "--quiet"]) == 0
    assert not _lines(capsys)


def test_without_a_repository_nothing_is_compared(capsys: Captured) -> None:
    for operations in (("sew", "cut"), ("sew",)):
        _write(*operations)
        assert main(["generate", "api.json", "-o", "client"]) == 0
    assert not _said(capsys)


def test_a_document_without_a_configuration_is_compared_too(capsys: Captured) -> None:
    _write("sew", "cut")
    git("init", "-q")
    main(["generate", "api.json", "-o", "client"])
    commit()
    _write("sew")
    capsys.readouterr()
    assert main(["generate", "api.json", "-o", "client"]) == 0
    command = "specquilt diff HEAD:./api.json api.json"
    assert _said(capsys) == [f"api.json: 1 breaking change: `{command}` shows them"]
    assert main(command.split()[1:]) == 0


@pytest.mark.usefixtures("project")
def test_a_run_that_changes_nothing_does_not_askgit(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    assert main(["generate"]) == 0
    assert "up to date" in capsys.readouterr().err
