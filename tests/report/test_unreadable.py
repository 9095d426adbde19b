"""Sources that cannot be read are findings in every report; stdout is never empty."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from specquilt.cli.main import main
from specquilt.report.formats import FORMATS

UNREADABLE: dict[str, Callable[[Path], object]] = {
    "yaml-syntax": lambda path: path.write_text("openapi: {", "utf-8"),
    "not-utf-8": lambda path: path.write_bytes(b"openapi: 3.1.0\ninfo: \xff"),
    "page-without-spec": lambda path: path.write_text("", "utf-8"),
    "missing-file": lambda _path: None,
    "not-openapi-3": lambda path: path.write_text("swagger: '1.2'\npaths: {}\n", "utf-8"),
    "empty-folder": lambda path: path.mkdir(),
}


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("rule", UNREADABLE)
def test_unreadable_source_is_in_the_report(
    rule: str, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "api.yaml"
    UNREADABLE[rule](source)
    assert main(["lint", str(source), "--format", name, "--select", "get-with-body"]) == 2
    output = capsys.readouterr()
    assert rule in output.out
    assert not output.err


def test_unreadable_source_is_in_the_file_of_a_report(tmp_path: Path) -> None:
    source, report = tmp_path / "api.yaml", tmp_path / "report.json"
    source.write_text("openapi: {", "utf-8")
    assert main(["lint", str(source), "--format", f"json={report}"]) == 2
    assert "yaml-syntax" in report.read_text("utf-8")


def test_unreadable_source_leaves_the_baseline_alone(tmp_path: Path) -> None:
    source, baseline = tmp_path / "api.yaml", tmp_path / "known.json"
    source.write_text("openapi: {", "utf-8")
    known = '{"version": 1, "entries": []}\n'
    baseline.write_text(known, "utf-8")
    options = ["--baseline", str(baseline), "--update-baseline", "--prune-baseline"]
    assert main(["lint", str(source), *options]) == 2
    assert baseline.read_text("utf-8") == known
