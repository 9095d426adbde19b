r"""Paths have slashes in messages and in all that is committed, also on Windows.

Tests on Windows would show it. These show it everywhere: where a message has a path, it asks for
its form with slashes, and where a path becomes text by itself, it gets backslashes here.
"""

from __future__ import annotations

import json
import ntpath
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path, PurePath, PureWindowsPath
from types import SimpleNamespace
from typing import Any

import pytest

from specquilt.cli import starter
from specquilt.cli.main import main
from specquilt.openapi.load.received import name_of
from specquilt.output import inputs
from specquilt.output.lock import LOCK
from specquilt.project import read
from specquilt.report import baseline

DOCUMENT = """\
openapi: 3.1.0
info: {title: Quilts, version: '1'}
servers: [{url: https://api.quilts.dev}]
tags: [{name: a}, {name: a}]
paths: {/quilts: {get: {operationId: list_quilts, responses: {'204': {description: Done}}}}}
"""
CONFIGURATION = """\
[sources]
pages = ["api.yaml"]
[lint]
baseline = "known.json"
[document]
output = "openapi.yaml"
[client]
output = "../../generated/quilts"
"""
OVERLAY = (
    "overlay: 1.0.0\ninfo: {title: A, version: '1'}\nactions: [{target: $.tags, remove: true}]\n"
)
SPEC = "specs/quilts/api.yaml"
FILES = tuple(f"specquilt.output.{name}" for name in ("entries", "journal", "places", "plan"))
"""Modules that open what they write paths into: Windows takes both separators."""


@pytest.fixture
def _windows(monkeypatch: pytest.MonkeyPatch) -> None:
    def shown(self: PurePath, _form: str) -> str:
        is_opened = sys._getframe(1).f_globals["__name__"] in FILES
        return str(self) if is_opened else str(self).replace("/", "\\")

    monkeypatch.setattr(PurePath, "__format__", shown)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("specs/quilts").mkdir(parents=True)
    Path(SPEC).write_text(DOCUMENT)
    Path("specs/quilts/specquilt.toml").write_text(CONFIGURATION)
    Path("specs/quilts/known.json").write_text('{"version": 1, "findings": []}')
    Path("overlay.yaml").write_text(OVERLAY)
    Path("full").mkdir()
    Path("full/mine.txt").write_text("")
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@quilt.test"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "First"]):
        subprocess.run([*git, *words], check=True, env={**os.environ, "HOME": str(tmp_path)})
    Path("new").mkdir()
    Path("new/specquilt.toml").write_text(CONFIGURATION.replace("api.yaml", f"../{SPEC}"))
    return tmp_path


COMMANDS = {
    "init other --yes": 2,
    f"init {SPEC} --yes --output new/client": 2,
    "generate": 0,
    "generate --check": 0,
    f"generate {SPEC} -o out/client": 0,
    f"generate {SPEC} -o out/client --check": 0,
    f"generate {SPEC} -o full/": 2,
    f"generate {SPEC} -o {SPEC}": 2,
    f"generate {SPEC} -o overlay.yaml": 2,
    "lint": 0,
    "lint --update-baseline": 0,
    "lint --format json": 0,
    "lint --format sarif": 0,
    f"lint --fix {SPEC}": 0,
    f"lint --fix {SPEC} --overlay {SPEC}": 2,
    f"merge {SPEC} -o out/openapi.yaml": 0,
    f"merge {SPEC} -o specs/quilts": 2,
    f"overlay apply {SPEC} overlay.yaml -o out/openapi.yaml": 0,
    f"report {SPEC} -o out/quilt.html": 0,
    "diff --changelog specs/quilts/CHANGELOG.md": 0,
    "diff --config new/specquilt.toml": 2,
    "diff --against-installed no/wheel.whl": 2,
    "pull": 2,
    f"inspect {SPEC} --origin /paths": 0,
}


@pytest.mark.usefixtures("project", "_windows")
def test_no_message_has_a_backslash(capsys: pytest.CaptureFixture[str]) -> None:
    found = {}
    for command in COMMANDS:
        try:
            code = main(command.split())
        except SystemExit as end:
            code = int(end.code or 0)
        shown = "".join(capsys.readouterr())
        found[command] = code
        assert "\\" not in shown.replace("\\n", "").replace('\\"', ""), f"{command}\n{shown}"
    assert found == COMMANDS


@pytest.mark.usefixtures("_windows")
def test_no_file_that_is_committed_has_a_backslash(project: Path) -> None:
    assert main(["generate", "-q"]) == 0
    assert main(["lint", "-q", "--update-baseline"]) == 0
    lock = json.loads((project / "generated/quilts" / LOCK).read_text())
    texts = [*_texts(lock), (project / "specs/quilts/known.json").read_text()]
    assert not [each for each in texts if "\\" in each]
    assert "../../specs/quilts/specquilt.toml" in lock["inputs"]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, str):
        yield value


@pytest.fixture
def _ntpath(monkeypatch: pytest.MonkeyPatch) -> None:
    """Modules that calculate with texts of paths see those functions of Windows."""
    windows = SimpleNamespace(path=ntpath, sep="\\", getcwd=lambda: "C:\\work")
    monkeypatch.setattr(os, "getcwd", windows.getcwd)
    for module in (inputs, read, starter, baseline):
        monkeypatch.setattr(module, "os", windows)


@pytest.mark.usefixtures("_ntpath")
def test_a_lock_remembers_what_was_typed_with_slashes() -> None:
    typed = inputs.of_sources([r"specs\api.yaml"], [r".\more"], r"out\client")
    same = inputs.of_sources(["specs/api.yaml"], ["more"], "out/client")
    assert typed.name == "specs/api.yaml"
    assert typed.arguments == same.arguments
    assert typed.arguments["sources"] == ["../../specs/api.yaml"]


@pytest.mark.usefixtures("_ntpath")
def test_a_configured_job_has_the_name_of_its_folder_with_slashes() -> None:
    job = inputs.of_configuration(r"specs\quilts\specquilt.toml", r"generated\quilts")
    assert job.name == "specs/quilts"
    assert job.arguments == {"config": "../../specs/quilts/specquilt.toml"}


@pytest.mark.usefixtures("_ntpath")
def test_paths_of_a_configuration_are_understood_with_both_separators() -> None:
    assert read.beside(r"specs\quilts", r"..\pages\a.md") == "specs/pages/a.md"
    assert read.beside("specs/quilts", "../pages/a.md") == "specs/pages/a.md"


@pytest.mark.usefixtures("_ntpath")
def test_a_file_on_another_drive_has_its_own_path() -> None:
    assert inputs.relative(r"D:\pages\a.md", r"C:\work\out") == "D:/pages/a.md"


def test_a_source_is_named_with_slashes() -> None:
    path: Any = PureWindowsPath(r"specs\api.yaml")
    assert name_of(path) == "specs/api.yaml"
