"""Schemas without an operation get no model; `generate` says how many there are."""

from __future__ import annotations

from pathlib import Path

import pytest

from specquilt.cli.main import main

DOCUMENT = """\
openapi: 3.1.0
info: {title: Quilts, version: '1'}
servers: [{url: https://api.quilts.dev}]
security: []
paths: {/quilts: {get: {operationId: list_quilts, responses: {'204': {description: Done}}}}}
components:
  schemas: {%s}
"""
LOST = "Lost: {type: object, properties: {id: {type: string}}}"


@pytest.mark.parametrize(
    ("schemas", "line"),
    [
        ("", ""),
        (LOST, "api.yaml: 1 schema without a model: no operation uses it (--verbose)\n"),
        (
            f"{LOST}, Left: {{type: string}}",
            "api.yaml: 2 schemas without a model: no operation uses them (--verbose)\n",
        ),
    ],
)
def test_schemas_without_an_operation_are_counted(
    schemas: str,
    line: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("api.yaml").write_text(DOCUMENT % schemas)
    assert main(["generate", "api.yaml", "-o", "api"]) == 0
    assert capsys.readouterr().err.startswith(f"{line}api.yaml: 1 operation")


def test_schemas_without_an_operation_are_listed_with_verbose(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("api.yaml").write_text(DOCUMENT % LOST)
    assert main(["generate", "api.yaml", "-o", "api", "--verbose"]) == 0
    assert "'Lost' in `schemas` is not used" in capsys.readouterr().err
