"""``[recordings] paths``: `lint` compares the document of a job with recordings, in CI as well."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from learn.exchanges import QUILT, QUILTS, exchange
from specquilt.cli.main import main

SETTINGS = """\
[sources]
pages = ["openapi.yaml"]
[recordings]
paths = ["seen"]
"""


@pytest.fixture(autouse=True)
def specs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a recording of an answer with null, and one more field."""
    monkeypatch.chdir(tmp_path)
    specs = tmp_path / "specs" / "quilts"
    (specs / "seen").mkdir(parents=True)
    (specs / "openapi.yaml").write_text(QUILTS.read_text("utf-8"), encoding="utf-8")
    (specs / "specquilt.toml").write_text(SETTINGS)
    row = exchange("GET /quilts/q1", {**QUILT, "name": None, "odd": 1})
    (specs / "seen" / "a.jsonl").write_text(json.dumps(row))
    return specs


def test_lint_reports_what_recordings_show(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint"]) == 1
    out = capsys.readouterr().out
    assert "error[undocumented-null] Quilt.name was null: seen in 1 of 1 value" in out
    assert "warning[undocumented-field] Quilt.odd is not documented (integer)" in out
    assert "see also: specs/quilts/seen/a.jsonl:1:1" in out
    assert "never-seen" not in out


def test_severities_and_baseline_of_the_project_count(specs: Path) -> None:
    severities = '[lint]\nbaseline = "known.json"\n[lint.severity]\nundocumented-null = "warning"\n'
    (specs / "specquilt.toml").write_text(SETTINGS + severities)
    (specs / "known.json").write_text('{"version": 1, "findings": []}')
    assert main(["lint"]) == 0
    assert main(["lint", "--update-baseline"]) == 0
    assert main(["lint", "--select", "undocumented-field", "--fail-on", "warning"]) == 0


def test_unreadable_recording_fails_the_run(
    specs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (specs / "seen" / "b.har").write_text('{"log": {"entries": [')
    assert main(["lint", "--select", "recording-unreadable"]) == 1
    assert "specs/quilts/seen/b.har:1:1: error[recording-unreadable]" in capsys.readouterr().out


def test_missing_recording_fails_the_run(specs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (specs / "specquilt.toml").write_text(SETTINGS.replace("seen", "none"))
    assert main(["lint"]) == 1
    assert "cannot read file: no such file or directory" in capsys.readouterr().out


def test_project_that_refuses_faults_reports_them_instead(specs: Path) -> None:
    (specs / "specquilt.toml").write_text(SETTINGS + "[rules]\nstrict = true\n")
    text = (specs / "openapi.yaml").read_text().replace('version: "1"', 'edition: "1"')
    (specs / "openapi.yaml").write_text(text)
    assert main(["lint"]) == 1


def test_report_does_not_replace_a_recording(specs: Path) -> None:
    assert main(["lint", "--format=json=specs/quilts/seen/a.jsonl"]) == 2
    assert (specs / "seen" / "a.jsonl").read_text().startswith('{"method"')


def test_learn_without_a_path_reads_the_recordings_of_the_job(
    specs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["learn"]) == 1
    assert "never-seen" in capsys.readouterr().out
    (specs / "specquilt.toml").write_text(SETTINGS.partition("[rec")[0])
    assert main(["learn"]) == 2
    assert "set [recordings] paths in specquilt.toml" in capsys.readouterr().err
