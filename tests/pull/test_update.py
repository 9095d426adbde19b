"""The action and the GitLab job open one pull request, and make nothing when nothing has changed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from pull.site import DocsSite, page, served, write_configuration
from report.test_ci import virtual_environment
from repositories import commit, git
from specquilt.openapi.load import yaml_loader

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(shutil.which("bash") is None, reason="requires bash"),
]

ROOT = Path(__file__).parents[2]
JOB = "update/gitlab.yml"
BRANCH = "specquilt/update"

GH = """\
#!/bin/sh
printf '%s\\n' "$*" >> "$STATE/asked"
case "$2" in
  list) if [ -e "$STATE/open" ]; then echo 7; fi ;;
  create) touch "$STATE/open" ;;
esac
"""
CURL = """\
#!/bin/sh
printf '%s\\n' "$*" >> "$STATE/asked"
case "$*" in
  *--get*) if [ -e "$STATE/open" ]; then echo '[{"iid": 7}]'; else echo '[]'; fi ;;
  *target_branch*) touch "$STATE/open" ;;
esac
"""


def test_the_job_fits_its_schema() -> None:
    schema = ["--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci"]
    command = [sys.executable, "-m", "check_jsonschema", *schema, str(ROOT / JOB)]
    done = subprocess.run(command, check=False, capture_output=True)
    assert done.returncode == 0, done.stdout.decode()


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[DocsSite]:
    """Yield a site, whose project is committed in a clone that is the working directory."""
    git("init", "--quiet", "--bare", "--initial-branch=main", str(tmp_path / "remote.git"))
    git("clone", "--quiet", str(tmp_path / "remote.git"), str(tmp_path / "clone"))
    monkeypatch.chdir(tmp_path / "clone")
    with served(DocsSite({"/a.md": page(0)})) as site:
        site.index("/a.md")
        write_configuration([f"{site.url}/llms.txt"])
        git("switch", "--quiet", "--create", "main")
        commit()
        git("push", "--quiet", "origin", "main")
        yield site


class _Job:
    """Runs a script as CI does, in a fresh checkout of the main branch each time."""

    def __init__(self, folder: Path, script: str, environment: Mapping[str, str]) -> None:
        self.folder, self.script = folder, script
        self.state = folder / "state"
        self.state.mkdir()
        path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
        self.environment = {**os.environ, **environment, "PATH": path, "STATE": str(self.state)}

    def run(self) -> str:
        git("fetch", "--quiet", "origin", "main")
        git("checkout", "--quiet", "--force", "--detach", "origin/main")
        git("clean", "-d", "--force", "--quiet")
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", self.script]
        done = subprocess.run(
            command, env=self.environment, check=False, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def asked(self) -> list[str]:
        """Return what the forge has been asked since the last call, apart from questions."""
        file = self.state / "asked"
        lines = file.read_text().splitlines() if file.exists() else []
        file.unlink(missing_ok=True)
        return [line for line in lines if " list " not in line and "--get" not in line]


def _program(folder: Path, name: str, text: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text)
    (folder / name).chmod(0o755)


@pytest.fixture(params=["github", "gitlab"])
def job(request: pytest.FixtureRequest, tmp_path: Path, docs: DocsSite) -> _Job:  # noqa: ARG001
    """Return the job of a forge."""
    if request.param == "github":
        virtual_environment(tmp_path / "specquilt/bin")
        _program(tmp_path / "bin", "gh", GH)
        steps = yaml_loader.load((ROOT / "update/action.yml").read_text("utf-8"))["runs"]["steps"]
        (script,) = [step["run"] for step in steps if step.get("name") == "Update"]
        return _Job(
            tmp_path, script, {"RUNNER_TEMP": str(tmp_path), "BRANCH": BRANCH, "BASE": "main"}
        )
    virtual_environment(tmp_path / "bin")
    _program(tmp_path / "bin", "curl", CURL)
    (script,) = yaml_loader.load((ROOT / JOB).read_text("utf-8"))["specquilt-update"]["script"]
    git("config", f"url.{tmp_path}/.insteadOf", "https://specquilt:secret@git.quilts.dev/")
    return _Job(
        tmp_path,
        script,
        {
            "CI_API_V4_URL": "https://git.quilts.dev/api/v4",
            "CI_PROJECT_ID": "1",
            "CI_REPOSITORY_URL": "https://gitlab-ci-token:x@git.quilts.dev/remote.git",
            "CI_DEFAULT_BRANCH": "main",
            "SPECQUILT_BRANCH": BRANCH,
            "SPECQUILT_TOKEN": "secret",
        },
    )


def test_there_is_one_pull_request_and_none_without_a_change(docs: DocsSite, job: _Job) -> None:
    job.run()
    (created,) = job.asked()
    assert "Update sources: 1 new" in created
    first = _branch()
    assert "up to date" in job.run()
    assert (job.asked(), _branch()) == ([], first)
    docs.texts["/a.md"] = page(0, summary="Another")
    job.run()
    (edited,) = job.asked()
    assert "pr edit 7 " in edited or "merge_requests/7 " in edited
    assert _branch() != first
    git("push", "--quiet", "origin", "--force", f"origin/{BRANCH}:main")
    (job.state / "open").unlink()
    assert "nothing has changed" in job.run()
    assert job.asked() == []


def test_the_branch_has_what_was_pulled_and_generated(docs: DocsSite, job: _Job) -> None:
    job.run()
    assert _branch()
    files = git("ls-tree", "-r", "--name-only", f"origin/{BRANCH}").splitlines()
    names = {Path(file).name for file in files}
    assert names == {"specquilt.toml", "specquilt.pull.lock", "openapi.yaml", "a.md"}
    lock = json.loads(git("show", f"origin/{BRANCH}:specs/quilts/specquilt.pull.lock"))
    assert [entry["url"] for entry in lock["files"].values()] == [f"{docs.url}/a.md"]


def _branch() -> str:
    git("fetch", "--quiet", "origin", f"+{BRANCH}:refs/remotes/origin/{BRANCH}")
    return git("rev-parse", f"origin/{BRANCH}")
