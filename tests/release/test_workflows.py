"""The workflows fit their schemas, the linter of workflows accepts them, and they run what exists."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from specquilt.openapi.load import yaml_loader

ROOT = Path(__file__).parents[2]
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
ACTIONS = [ROOT / "action.yml", ROOT / "update/action.yml"]
SCHEMAS = {
    "github-workflows": WORKFLOWS,
    "github-actions": ACTIONS,
    "dependabot": [GITHUB / "dependabot.yml"],
    "github-issue-forms": [GITHUB / f"ISSUE_TEMPLATE/{name}.yml" for name in ("bug", "idea")],
    "github-issue-config": [GITHUB / "ISSUE_TEMPLATE/config.yml"],
}


def _load(path: Path) -> Any:
    return yaml_loader.load(path.read_text("utf-8"))


@pytest.mark.long
@pytest.mark.parametrize("schema", SCHEMAS)
def test_files_fit_their_schemas(schema: str) -> None:
    command = ["-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}"]
    files = map(str, SCHEMAS[schema])
    done = subprocess.run([sys.executable, *command, *files], check=False, capture_output=True)
    assert done.returncode == 0, done.stdout.decode()


@pytest.mark.long
def test_the_linter_of_workflows_finds_nothing() -> None:
    linter = str(Path(sys.executable).with_name("zizmor"))
    command = [linter, "--offline", "--quiet", "--config", str(ROOT / "zizmor.yml")]
    files = map(str, [GITHUB, *ACTIONS])
    done = subprocess.run([*command, *files], check=False, capture_output=True)
    assert done.returncode == 0, done.stdout.decode()


@pytest.mark.parametrize("path", [*WORKFLOWS, *ACTIONS], ids=lambda path: path.parent.name)
def test_actions_of_others_are_named_by_commit_and_version(path: Path) -> None:
    used = re.findall(r"uses: (.*)", path.read_text("utf-8"))
    others = [each for each in used if not each.startswith("./")]
    assert used
    assert [each for each in others if not re.match(r"\S+@[0-9a-f]{40}  # v\d", each)] == []


def test_one_action_has_one_commit() -> None:
    texts = "".join(path.read_text("utf-8") for path in (*WORKFLOWS, *ACTIONS))
    used = set(re.findall(r"uses: (\S+)@(\S+)", texts))
    assert len(used) == len({name for name, _ in used})


def test_tests_run_on_all_versions_and_systems() -> None:
    matrix = _load(GITHUB / "workflows/test.yml")["jobs"]["test"]["strategy"]["matrix"]
    classifiers = re.findall(r":: (3\.\d+)\"", (ROOT / "pyproject.toml").read_text("utf-8"))
    assert matrix["python"] == [*classifiers, f"{classifiers[-1]}t"]
    assert matrix["system"] == ["ubuntu", "windows", "macos"]


def test_workflows_run_targets_and_scripts_that_exist() -> None:
    targets = set(re.findall(r"^([\w./-]+):(?!=)", (ROOT / "Makefile").read_text("utf-8"), re.M))
    texts = "".join(path.read_text("utf-8") for path in WORKFLOWS)
    made = {word for line in re.findall(r"run: make (.*)", texts) for word in line.split()}
    scripts = set(re.findall(r"bash (\S+\.sh)", texts))
    assert made <= targets
    assert scripts
    assert [name for name in scripts if not (ROOT / name).is_file()] == []


def test_only_the_job_that_publishes_may_prove_who_it_is() -> None:
    jobs = _load(GITHUB / "workflows/release.yml")["jobs"]
    trusted = {name for name, job in jobs.items() if "id-token" in job["permissions"]}
    assert trusted == {"build", "pypi"}
    assert jobs["pypi"]["environment"]["name"] == "pypi"
    assert not re.search(r"secrets\.|password", (GITHUB / "workflows/release.yml").read_text())


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_workflows_have_no_rights_and_no_time_by_default(path: Path) -> None:
    workflow = _load(path)
    assert workflow["permissions"] == {}
    assert all(job["timeout-minutes"] <= 90 for job in workflow["jobs"].values())
    assert all("permissions" in job for job in workflow["jobs"].values())
