"""``learn --propose`` writes an overlay for the document or for the job."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from learn.exchanges import ONE, QUILT, QUILTS, exchange
from specquilt.cli.main import main


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
