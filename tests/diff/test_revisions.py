"""Versions of a document in a Git repository are compared by ``specquilt diff``."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from diff.versions import NEW, OLD, printed
from repositories import commit, git
from specquilt.cli.main import main
from specquilt.output.lock import LOCK

pytestmark = pytest.mark.usefixtures("two_versions")


@pytest.mark.usefixtures("project")
def test_the_working_tree_is_compared_with_the_last_commit(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = printed(capsys)
    assert "1 major, 1 minor" in text
    assert "    was: HEAD:specs/quilts/openapi.yaml:" in text
    assert "    now: specs/quilts/openapi.yaml:" in text
    commit()
    assert printed(capsys) == "no changes\n"
    assert "1 major, 1 minor" in printed(capsys, "HEAD~1")
    path = "specs/quilts/openapi.yaml"
    assert "1 major, 1 minor" in printed(capsys, f"HEAD~1:{path}", f"HEAD:{path}")
    assert "1 major, 1 minor" in printed(capsys, f"HEAD~1:./{path}", "specs/quilts")


def test_paths_in_a_revision_may_start_in_this_folder(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project)
    assert "1 major, 1 minor" in printed(capsys, "HEAD:./openapi.yaml", "openapi.yaml")
    assert "1 major, 1 minor" in printed(capsys, "HEAD:specs/quilts/openapi.yaml", "openapi.yaml")


def test_outside_a_project_one_document_is_compared_with_itself_in_the_last_commit(
    capsys: pytest.CaptureFixture[str],
) -> None:
    git("init", "-q")
    commit(OLD)
    Path(OLD).write_text(Path(NEW).read_text())
    text = printed(capsys, OLD)
    assert "1 major, 1 minor" in text
    assert f"    was: HEAD:{OLD}:" in text


def test_of_a_missing_file_its_name_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    git("init", "-q")
    assert main(["diff", "gone.yaml", NEW]) == 2
    assert "there is no file and no revision 'gone.yaml'" in capsys.readouterr().err


@pytest.mark.usefixtures("project")
def test_names_of_the_lock_in_the_working_tree_take_precedence(
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = Path("generated/quilts")
    folder.mkdir(parents=True)
    (folder / LOCK).write_text(json.dumps({"calls": {"GET /about": "imprint"}}))
    assert "`client.about()` is now `client.imprint()`" in printed(capsys)
    commit("generated")
    assert "imprint" not in printed(capsys)
    (folder / LOCK).unlink()
    assert "imprint" not in printed(capsys)


def test_without_a_repository_there_is_no_revision(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "HEAD:old.yaml", NEW]) == 2
    assert "this folder is in no Git repository" in capsys.readouterr().err


def test_without_git_there_is_no_revision(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    assert main(["diff", "HEAD:old.yaml", NEW]) == 2
    assert "git is not installed" in capsys.readouterr().err


@pytest.mark.usefixtures("project")
def test_a_revision_that_is_too_large_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("specquilt.comparison.revisions.LARGEST", 100)
    assert main(["diff"]) == 2
    assert "has more than" in capsys.readouterr().err


def test_errors_in_a_revision_name_the_revision(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "openapi.yaml").write_text("openapi: [3.1.0\n")
    commit()
    (project / "openapi.yaml").write_text(Path(NEW).read_text())
    assert main(["diff"]) == 2
    assert "HEAD:specs/quilts/openapi.yaml:" in capsys.readouterr().err


def test_files_are_compared_without_what_reads_revisions() -> None:
    code = "import sys, specquilt.comparison.run, specquilt.comparison.next_version; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {"packaging", "subprocess", "tarfile"}.isdisjoint(done.stdout.split())
