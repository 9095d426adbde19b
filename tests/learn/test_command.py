"""``specquilt learn``: what it compares, reports, exit codes, baseline."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from learn.exchanges import QUILT, QUILTS, exchange
from specquilt.cli.main import main
from specquilt.report.formats import FORMATS

SCHEMA = Path(__file__).parents[2] / "docs" / "report.schema.json"
SOURCE = ["--source", "openapi.yaml"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with a document and a recording that has one more field."""
    monkeypatch.chdir(tmp_path)
    Path("openapi.yaml").write_text(QUILTS.read_text("utf-8"), encoding="utf-8")
    _record(exchange("GET /quilts/q1", {**QUILT, "odd": 1}))
    return tmp_path


def _record(*rows: Any, file: str = "recordings/a.jsonl") -> None:
    Path(file).parent.mkdir(exist_ok=True)
    Path(file).write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")


TEXT = """\
Quilt
  openapi.yaml:86:5: warning[undocumented-field] Quilt.odd is not documented (integer): seen in 1 of 1 object
      first: recordings/a.jsonl:1:1, GET /quilts/{id}
1 finding: 1 warning
"""


def test_text_groups_findings_by_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["learn", "recordings", *SOURCE, "--ignore", "never-seen"]) == 0
    out, err = capsys.readouterr()
    assert out == TEXT
    assert err == "1 exchange compared with the document\n"


def test_configured_job_is_compared(capsys: pytest.CaptureFixture[str]) -> None:
    specs = Path("specs/quilts")
    specs.mkdir(parents=True)
    Path("openapi.yaml").rename(specs / "openapi.yaml")
    settings = (
        '[sources]\npages = ["openapi.yaml"]\n[lint.severity]\nundocumented-field = "error"\n'
    )
    (specs / "specquilt.toml").write_text(settings)
    assert main(["learn", "recordings", "--select", "undocumented-field"]) == 1
    assert "specs/quilts/openapi.yaml:86:5: error[undocumented-field]" in capsys.readouterr().out


def test_several_configurations_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("one", "two"):
        (specs := Path("specs") / name).mkdir(parents=True)
        (specs / "specquilt.toml").write_text('[sources]\npages = ["../../openapi.yaml"]\n')
    assert main(["learn", "recordings"]) == 2
    assert "there are 2 configurations to compare recordings with" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("answer", "options", "code"),
    [
        ({**QUILT, "odd": 1}, [], 0),
        ({**QUILT, "odd": 1}, ["--fail-on", "warning"], 1),
        ({**QUILT, "name": None}, [], 1),
        ({**QUILT, "name": None}, ["--ignore", "undocumented-null"], 0),
        (QUILT, ["--fail-on", "warning"], 0),
        (QUILT, ["--fail-on", "info"], 1),
    ],
)
def test_exit_code_follows_the_severity(answer: Any, options: list[str], code: int) -> None:
    _record(exchange("GET /quilts/q1", answer))
    assert main(["learn", "recordings", *SOURCE, *options]) == code


def test_nothing_that_can_be_read_is_unusable_input() -> None:
    Path("empty.har").write_text("{}")
    assert main(["learn", "empty.har", *SOURCE]) == 2
    assert main(["learn", "empty.har", "recordings", *SOURCE]) == 1


def test_baseline_keeps_known_findings_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    known = ["--baseline", "known.json", "--ignore", "never-seen", "--fail-on", "warning"]
    assert main(["learn", "recordings", *SOURCE, *known, "--update-baseline"]) == 0
    _record(exchange("GET /quilts/q1", {**QUILT, "odd": "x"}), exchange("GET /quilts/q2", QUILT))
    assert main(["learn", "recordings", *SOURCE, *known]) == 0
    assert "no findings" in capsys.readouterr().out


def test_json_report_has_counts_and_follows_its_schema(capsys: pytest.CaptureFixture[str]) -> None:
    main(["learn", "recordings", *SOURCE, "--format", "json"])
    report = json.loads(capsys.readouterr().out)
    Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(report)
    (odd,) = (each for each in report["findings"] if each["rule"] == "undocumented-field")
    assert (odd["subject"], odd["seen"], odd["of"]) == ("Quilt", 1, 1)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_can_be_written(name: str) -> None:
    assert main(["learn", "recordings", *SOURCE, f"--format={name}=report"]) == 0
    assert "Quilt.odd is not documented" in Path("report").read_text("utf-8")


def test_report_does_not_replace_a_recording() -> None:
    path = "recordings/a.jsonl"
    assert main(["learn", path, *SOURCE, f"--format=json={path}"]) == 2
    assert json.loads(Path(path).read_text())["method"] == "GET"


def test_overlay_is_applied_before_comparing() -> None:
    Path("fix.yaml").write_text("""\
overlay: 1.1.0
info: {title: Fix, version: "1"}
actions:
- {target: $.components.schemas.Quilt.properties, update: {odd: {type: integer}}}
""")
    assert (
        main(["learn", "recordings", *SOURCE, "--overlay", "fix.yaml", "--fail-on", "warning"]) == 0
    )


def test_exchanges_with_others_are_left_out_unless_any_host_counts(
    capsys: pytest.CaptureFixture[str],
) -> None:
    answer = {**QUILT, "odd": 1}
    others = [
        f"https://{name}.example/v1/quilts/q1" for name in ("first", "second", "third", "last")
    ]
    _record(*(exchange(f"GET {url}", answer) for url in others), exchange("GET /quilts/q1", QUILT))
    command = ["learn", "recordings", *SOURCE, "--fail-on", "warning"]
    assert main(command) == 0
    shown = capsys.readouterr().err
    assert "1 exchange compared with the document; 4 left out, as first.example" in shown
    assert "third.example, … is no server of it (--any-host)" in shown
    assert main([*command, "--any-host"]) == 1
    assert "5 exchanges compared with the document\n" in capsys.readouterr().err
