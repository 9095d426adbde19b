"""The last line of a run says where the client is, and what to do next if it is the first."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path, PureWindowsPath
from types import SimpleNamespace
from typing import Any

import pytest

from cli.small import DOCUMENT
from specquilt.cli import outcome
from specquilt.cli.main import main

SETTINGS = """\
[sources]
pages = ["api.yaml"]
[client]
output = "../../generated/quilts"
"""

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("api.yaml").write_text(DOCUMENT)


def _last(capsys: Captured, *words: str) -> str:
    assert main(["generate", *words]) == 0
    return capsys.readouterr().err.splitlines()[-1]


@pytest.mark.parametrize(
    ("output", "place"),
    [("client", "./client"), ("./client", "./client"), ("a b", "'./a b'"), ("../up", "../up")],
)
def test_the_first_run_says_where_the_client_is_and_how_to_install_it(
    output: str, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")
    bare = place.strip("'")
    said = f"../api.yaml: written to {bare}. To use it, run: pip install {place}"
    assert _last(capsys, "../api.yaml", "-o", output) == said


def test_a_configured_job_says_it_too(capsys: Captured) -> None:
    Path("specs/quilts").mkdir(parents=True)
    Path("specs/quilts/specquilt.toml").write_text(SETTINGS)
    Path("api.yaml").rename("specs/quilts/api.yaml")
    place = "./generated/quilts"
    said = f"specs/quilts: written to {place}. To use it, run: pip install {place}"
    assert _last(capsys) == said


def test_a_job_without_a_client_says_where_its_document_is(capsys: Captured) -> None:
    settings = SETTINGS.replace("[client]", "[document]").replace("generated/quilts", "one.yaml")
    Path("specs/quilts").mkdir(parents=True)
    Path("specs/quilts/specquilt.toml").write_text(settings)
    Path("api.yaml").rename("specs/quilts/api.yaml")
    assert _last(capsys) == "specs/quilts: written to ./one.yaml"


def test_a_later_run_counts_the_files_that_changed(capsys: Captured) -> None:
    _last(capsys, "api.yaml", "-o", "client")
    Path("api.yaml").write_text(DOCUMENT.replace("operationId", "summary: List, operationId"))
    said = "api.yaml: changed 3 files in ./client"  # the method, README, the reference
    assert _last(capsys, "api.yaml", "-o", "client") == said


def test_a_run_that_changes_no_file_says_so(capsys: Captured) -> None:
    _last(capsys, "api.yaml", "-o", "client")
    Path("api.yaml").write_text(f"# the quilts\n{DOCUMENT}")
    assert _last(capsys, "api.yaml", "-o", "client") == "api.yaml: ./client is unchanged"


def test_a_folder_that_was_not_named_is_named_each_time(capsys: Captured) -> None:
    place = "./quilts"
    said = f"api.yaml: written to {place}. To use it, run: pip install {place}"
    assert _last(capsys, "api.yaml") == said
    assert _last(capsys, "api.yaml") == "api.yaml: up to date in ./quilts"


@pytest.mark.parametrize(
    ("output", "config", "client", "shown"),
    [
        (None, None, "quilts", " in ./quilts"),
        ("quilts", None, "quilts", ""),
        (None, "specquilt.toml", "quilts", ""),
        (None, None, None, ""),
    ],
)
def test_only_a_folder_that_nobody_has_named_is_chosen(
    output: str | None, config: str | None, client: str | None, shown: str
) -> None:
    job: Any = SimpleNamespace(config=config, client_output=client and Path(client))
    assert outcome.chosen_place(job, Namespace(output_folder=output)) == shown


def test_what_was_repaired_comes_before_the_place(capsys: Captured) -> None:
    _last(capsys, "api.yaml", "-o", "client")
    Path("client/reference.md").unlink()
    assert main(["generate", "api.yaml", "-o", "client"]) == 0
    said = capsys.readouterr().err.splitlines()[-2:]
    assert said == [
        "api.yaml: wrote 1 deleted file again: reference.md",
        "api.yaml: changed 1 file in ./client",
    ]


@pytest.mark.parametrize(
    ("folder", "shown"),
    [(r"generated\quilts", "./generated/quilts"), (r"..\up", "../up"), (r"C:\up", "C:/up")],
)
def test_places_have_slashes_on_windows(folder: str, shown: str) -> None:
    path: Any = PureWindowsPath(folder)
    assert outcome.place(path) == shown
