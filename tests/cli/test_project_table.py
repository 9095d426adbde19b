"""`[client.project]` and `license-file` reach the distribution, and changes of them are noticed."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from specquilt.cli.main import main

API = """\
openapi: 3.1.0
info: {title: Quilts, version: "1"}
paths:
  /quilts: {get: {operationId: list, responses: {"204": {description: None.}}}}
"""
CONFIG = """\
[sources]
pages = ["api.yaml"]

[client]
output = "../../quilts"
license-file = "COPYING"

[client.project]
license = "MIT"
authors = [{ name = "Quilt Works" }]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a configuration that has been generated."""
    folder = tmp_path / "specs/quilts"
    folder.mkdir(parents=True)
    for name, text in (("api.yaml", API), ("specquilt.toml", CONFIG), ("COPYING", "Do!\n")):
        (folder / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["generate", "-q"]) == 0
    return folder


@pytest.mark.usefixtures("folder")
def test_the_distribution_has_what_the_configuration_says() -> None:
    project = tomllib.loads(Path("quilts/pyproject.toml").read_text("utf-8"))["project"]
    assert (project["license"], project["authors"]) == ("MIT", [{"name": "Quilt Works"}])
    assert project["license-files"] == ["LICENSE"]
    assert Path("quilts/LICENSE").read_text("utf-8") == "Do!\n"


def test_a_changed_license_is_written(folder: Path) -> None:
    assert main(["generate", "-q", "--check"]) == 0
    (folder / "COPYING").write_text("Do not!\n", "utf-8")
    assert main(["generate", "-q", "--check"]) == 1
    assert main(["generate", "-q"]) == 0
    assert Path("quilts/LICENSE").read_text("utf-8") == "Do not!\n"


@pytest.mark.parametrize("content", [b"\xff", None], ids=["not UTF-8", "a folder"])
def test_a_license_that_cannot_be_read_is_refused(
    folder: Path, content: bytes | None, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "COPYING").unlink()
    (folder / "COPYING").write_bytes(content) if content else (folder / "COPYING").mkdir()
    assert main(["generate", "-q"]) == 2
    assert "COPYING" in capsys.readouterr().err


def test_a_license_is_not_overwritten(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("quilts/LICENSE").write_text("Mine.\n", "utf-8")
    config = CONFIG.replace('"COPYING"', '"../../quilts/LICENSE"')
    (folder / "specquilt.toml").write_text(config, "utf-8")
    assert main(["generate", "-q"]) == 2
    assert "output-is-source" in capsys.readouterr().err
    assert Path("quilts/LICENSE").read_text("utf-8") == "Mine.\n"
