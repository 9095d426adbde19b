"""The files that CI systems read agree with the command line."""

from __future__ import annotations

import os
import shlex
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from specquilt.cli.arguments import parser
from specquilt.cli.commands import rules
from specquilt.openapi.load import yaml_loader

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/rules.md"
API = """\
openapi: 3.1.0
info: {title: Quilts, version: 1.0.0}
paths:
  /quilts: {get: {responses: {'204': {description: None there, content: {}}}}}
"""


def _yaml(name: str) -> Any:
    return yaml_loader.load((ROOT / name).read_text(encoding="utf-8"))


def test_rules_page_is_up_to_date(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--golden"):
        PAGE.write_text(rules.markdown(), encoding="utf-8")
    written = PAGE.read_text(encoding="utf-8")
    assert written == rules.markdown(), "run: specquilt rules --format markdown > docs/rules.md"


@pytest.mark.parametrize("hook", _yaml(".pre-commit-hooks.yaml"), ids=lambda hook: hook["id"])
def test_hooks_call_commands_that_exist(hook: dict[str, Any]) -> None:
    program, *words = shlex.split(hook["entry"])
    assert program == "specquilt"
    assert parser().parse_args([*words, *(["a.yaml"] if hook.get("pass_filenames", True) else [])])


@pytest.mark.skipif(shutil.which("bash") is None, reason="requires bash")
@pytest.mark.parametrize(
    ("lines", "code"), [("", 0), ("--fail-on=warning\n\n", 1)], ids=["passes", "fails"]
)
def test_action_writes_all_reports_and_keeps_the_exit_code(
    lines: str, code: int, tmp_path: Path
) -> None:
    virtual_environment(tmp_path / "specquilt/bin")
    (tmp_path / "two words.yaml").write_text(API, encoding="utf-8")
    (step,) = (step for step in _yaml("action.yml")["runs"]["steps"] if step.get("name") == "Lint")
    inputs = {
        "SOURCES": "two words.yaml\n",
        "ARGUMENTS": f"--select=empty-content\n{lines}",
        "SARIF": "out.sarif",
    }
    assert set(step["env"]) == set(inputs)
    places = {"RUNNER_TEMP": str(tmp_path), "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md")}
    run = subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", step["run"]],
        cwd=tmp_path,
        env={**os.environ, **inputs, **places},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == code, run.stderr
    assert "file=two words.yaml" in run.stdout
    assert (tmp_path / "out.sarif").is_file()
    assert "two words.yaml" in (tmp_path / "summary.md").read_text(encoding="utf-8")


def virtual_environment(folder: Path) -> None:
    """Create a replacement for the environment that the previous step creates."""
    folder.mkdir(parents=True)
    script = folder / "specquilt"
    source = ROOT / "generator"
    command = f"PYTHONPATH={shlex.quote(str(source))} {shlex.quote(sys.executable)} -m specquilt"
    script.write_text(f'#!/bin/sh\n{command} "$@"\n', encoding="utf-8")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
