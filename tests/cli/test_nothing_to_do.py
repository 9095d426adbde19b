"""Where nothing has changed, that is found out before anything heavy is imported."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from cli.small import DOCUMENT
from specquilt.cli.main import main
from specquilt.output.digests import digest
from specquilt.output.lock import LOCK

SETTINGS = """\
[sources]
pages = ["api.yaml"]
[document]
output = "openapi.yaml"
[client]
output = "../../generated/quilts-client"
"""
HEAVY = ("argparse", "dataclasses", "pathlib", "yaml", "jinja2", "pydantic")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project whose client has been generated."""
    folder = tmp_path / "specs/quilts"
    folder.mkdir(parents=True)
    (folder / "api.yaml").write_text(DOCUMENT)
    (folder / "specquilt.toml").write_text(SETTINGS)
    monkeypatch.chdir(tmp_path)
    assert main(["generate", "--quiet"]) == 0
    return tmp_path


def test_nothing_heavy_is_imported(project: Path) -> None:
    script = (
        "import sys; from specquilt.cli.main import main; sys.argv[1:] = ['generate']; main();"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )
    command = [sys.executable, "-S", "-c", f"import sys; sys.path = {sys.path!r}; {script}"]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("[]\n", "specs/quilts: up to date\n")


@pytest.mark.parametrize(
    "path",
    [
        "specs/quilts/api.yaml",
        "specs/quilts/openapi.yaml",
        "specs/quilts/specquilt.toml",
        "generated/quilts-client/reference.md",
        "generated/quilts-client/quilts_client/client.py",
    ],
)
def test_a_change_anywhere_is_noticed(
    project: Path, path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with (project / path).open("a") as file:
        file.write("# more\n")
    main(["generate"])
    assert "up to date" not in capsys.readouterr().err


def test_a_file_that_is_gone_is_noticed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "generated/quilts-client/reference.md").unlink()
    main(["generate"])
    assert "up to date" not in capsys.readouterr().err
    assert (project / "generated/quilts-client/reference.md").is_file()


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    "options",
    [
        ["--config", "specs/quilts/specquilt.toml"],
        ["--config", "./specs/quilts/../quilts/specquilt.toml", "--verbose"],
        ["--include", "GET /quilts"],
    ],
    ids=" ".join,
)
def test_a_second_run_has_nothing_to_do(
    options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    main(["generate", "--quiet", *options])
    assert main(["generate", *options]) == 0
    assert capsys.readouterr().err == "specs/quilts: up to date\n"


@pytest.mark.usefixtures("project")
def test_other_operations_are_another_client(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["generate", "--exclude", "DELETE /**"]) == 2
    assert main(["generate", "--include", "GET /quilts"]) == 0
    assert main(["generate"]) == 0
    assert "up to date" not in capsys.readouterr().err


def test_a_file_that_is_added_to_a_folder_is_noticed(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "pages").mkdir()
    (project / "specs/quilts/api.yaml").rename(project / "pages/api.yaml")
    command = ["generate", "pages", "-o", "my-client"]
    main([*command, "--quiet"])
    main(command)
    assert "pages: up to date" in capsys.readouterr().err
    (project / "pages/more.yaml").write_text(DOCUMENT.replace("quilts", "patches"))
    main(command)
    assert "up to date" not in capsys.readouterr().err


@pytest.mark.usefixtures("project")
def test_sources_on_the_command_line_are_up_to_date_too(
    capsys: pytest.CaptureFixture[str],
) -> None:
    command = ["generate", "specs/quilts/api.yaml", "-o", "my-client"]
    main([*command, "--quiet"])
    main(command)
    assert capsys.readouterr().err.endswith("specs/quilts/api.yaml: up to date\n")
    main([*command, "--package", "other"])
    assert "up to date" not in capsys.readouterr().err


FORGED = ("quilts_client/client.py", "quilts_client/types/models.py", "README.md")


def _forge(project: Path, path: str) -> str:
    """Edit a generated file, and its digest in the lock; return the text of the lock."""
    folder = project / "generated/quilts-client"
    with (folder / path).open("a") as file:
        file.write("# more\n")
    lock = json.loads((folder / LOCK).read_text())
    lock["files"][path] = digest([(folder / path).read_bytes()])
    (folder / LOCK).write_text(json.dumps(lock))
    return (folder / LOCK).read_text()


@pytest.mark.parametrize("path", FORGED)
def test_a_check_does_not_rely_on_the_lock(
    project: Path, path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """An edited file whose digest in the lock is edited, too, is out of date."""
    _forge(project, path)
    assert main(["generate", "--check"]) == 1
    assert "-# more" in capsys.readouterr().out


@pytest.mark.parametrize("path", FORGED)
def test_a_run_does_not_believe_a_lock_that_it_has_not_written(project: Path, path: str) -> None:
    """An edited file whose digest in the lock is edited, too, is as it was generated."""
    _forge(project, path)
    assert main(["generate"]) == 0
    assert "# more" not in (project / "generated/quilts-client" / path).read_text()
    assert main(["generate", "--check"]) == 0


def test_a_lock_of_another_user_is_believed_after_a_run(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a fresh clone: the first run makes sure, and writes nothing."""
    monkeypatch.setenv("SPECQUILT_CACHE", str(project / "cache"))
    before = {path: path.stat().st_mtime_ns for path in Path("generated").rglob("*")}
    main(["generate"])
    assert "1 operation, " in capsys.readouterr().err
    assert {path: path.stat().st_mtime_ns for path in Path("generated").rglob("*")} == before
    main(["generate"])
    assert capsys.readouterr().err == "specs/quilts: up to date\n"


def test_what_a_dead_run_has_left_is_noticed(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "generated/quilts-client/.specquilt-stage/new").mkdir(parents=True)
    main(["generate"])
    assert "up to date" not in capsys.readouterr().err
    assert not (project / "generated/quilts-client/.specquilt-stage").exists()


def test_an_edited_file_stops_the_run_with_its_difference_and_the_ways_out(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edited = project / "generated/quilts-client/quilts_client/errors.py"
    text = edited.read_text()
    edited.write_text(f"{text}mine = 1\n")
    assert main(["generate", "--quiet"]) == 1
    shown = capsys.readouterr()
    path = "generated/quilts-client/quilts_client/errors.py"
    line = len(text.splitlines()) + 1
    assert shown.out.startswith(f"--- {path}\n+++ {path}\n")
    assert shown.out.endswith("-mine = 1\n")
    assert f"{path}:{line}:1: error[edited-output] 1 generated file edited by hand" in shown.err
    assert all(way in shown.err for way in ("[client.extend]", "[client] keep", "--overwrite"))
    assert edited.read_text() == f"{text}mine = 1\n"


def test_an_edited_file_is_overwritten_when_asked_and_saved(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = project / "generated/quilts-client"
    (folder / "README.md").write_text("mine")
    assert main(["generate", "--overwrite"]) == 0
    reported = "specs/quilts: replaced 1 edited file, saved as README.md.orig"
    assert reported in capsys.readouterr().err.splitlines()
    assert (folder / "README.md.orig").read_text() == "mine"
    assert "\n# quilts-client\n" in (folder / "README.md").read_text()


def test_an_edited_file_is_a_difference_for_a_check(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (project / "generated/quilts-client/pyproject.toml").open("a") as file:
        file.write("# mine\n")
    assert main(["generate", "--check"]) == 1
    assert capsys.readouterr().out.endswith("-# mine\n")


def test_a_deleted_file_is_written_again_and_that_is_said(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "generated/quilts-client/README.md").unlink()
    assert main(["generate"]) == 0
    reported = "specs/quilts: wrote 1 deleted file again: README.md"
    assert reported in capsys.readouterr().err.splitlines()
    assert (project / "generated/quilts-client/README.md").exists()


def test_a_check_is_about_the_output_whatever_made_it(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _change_lock(project, versions={"black": "0"}, tool="another")
    assert main(["generate", "--check"]) == 0
    work, verdict = capsys.readouterr().err.splitlines()
    numbers = r"2 inputs read, 0 findings fixed, 1 operation, \d+ files, [\d,]+ lines"
    assert re.fullmatch(f"specs/quilts: {numbers}", work)
    assert verdict == "specs/quilts: up to date"


def test_a_check_names_the_versions_that_differ(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _change_lock(project, versions={"black": "0"}, tool="another")
    (project / "generated/quilts-client/README.md").unlink()
    assert main(["generate", "--check"]) == 1
    assert "written with black 0, now " in capsys.readouterr().err


def test_the_command_that_a_check_prints_makes_the_same_client(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["generate", "specs/quilts/api.yaml", "-o", "my-client", "--package", "other"]
    command += ["--include", "GET /quilts"]
    main(command)
    (project / "my-client/README.md").unlink()
    assert main([*command, "--check"]) == 1
    advised = capsys.readouterr().err.rpartition("To update, run: specquilt ")[2]
    assert main(shlex.split(advised)) == 0
    assert main([*command, "--check"]) == 0


def _change_lock(project: Path, **parts: object) -> None:
    file = project / "generated/quilts-client" / LOCK
    file.write_text(json.dumps(json.loads(file.read_text()) | parts))
