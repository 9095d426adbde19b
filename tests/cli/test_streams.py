"""Standard streams that are closed, full, narrow or no longer read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from specquilt.report.formats import FORMATS

DOCUMENT = """\
openapi: 3.1.0
info: {title: Quilts \N{SPOOL OF THREAD}, version: '1'}
servers: [{url: https://api.quilts.dev}]
paths: {/quilts: {get: {operationId: list_quilts, responses: {'204': {description: Done}}}}}
"""
BUG = "this is a bug"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("api.yaml").write_text(DOCUMENT)


def _run(arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run specquilt in a shell, so that the arguments may redirect its streams."""
    command = f"exec {sys.executable} -m specquilt {arguments}"
    return subprocess.run(
        ["bash", "-c", command],
        check=False,
        capture_output=True,
        encoding="utf-8",
        env=os.environ | variables,
    )


@pytest.mark.parametrize(
    "closed",
    [
        ">&- 2>&- <&-",
        "2>&-",
        *(pytest.param(each, marks=pytest.mark.long) for each in (">&-", "<&-")),
    ],
)
def test_a_client_is_generated_whatever_is_closed(closed: str) -> None:
    assert _run(f"generate api.yaml -o out {closed}").returncode == 0
    assert Path("out/out/__init__.py").is_file()
    assert _run(f"generate api.yaml -o out --check {closed}").returncode == 0


def test_no_message_gets_into_a_file_that_took_the_number_of_a_closed_stream() -> None:
    assert _run("merge api.yaml -o out.yaml >&- 2>&-").returncode == 0
    assert Path("out.yaml").read_text().startswith("openapi: 3.1.0\n")
    assert "sewn" not in Path("out.yaml").read_text()


@pytest.mark.parametrize(
    "command",
    ["merge api.yaml >&-", "merge api.yaml >/dev/full", "lint api.yaml --format json >/dev/full"],
)
def test_a_result_that_cannot_be_written_is_an_error(command: str) -> None:
    result = _run(command)
    assert result.returncode == 2
    assert result.stderr.startswith("error[unwritable-output]")


@pytest.mark.parametrize("lost", ["2>&-", "2>/dev/full"])
def test_messages_that_cannot_be_written_change_nothing(lost: str) -> None:
    assert _run(f"generate api.yaml -o out {lost}").returncode == 0
    assert _run(f"generate gone.yaml -o out {lost}").returncode == 2


def test_a_reader_that_has_seen_enough_is_no_error_to_talk_about() -> None:
    result = _run("rules --format json | head -c 1")
    assert (result.stdout, result.stderr) == ("[", "")


@pytest.mark.parametrize(
    "encoding",
    ["ascii", *(pytest.param(each, marks=pytest.mark.long) for each in ("cp1252", "utf-16"))],
)
def test_documents_are_utf_8_whatever_the_stream_is(encoding: str) -> None:
    document = _run("merge api.yaml", PYTHONIOENCODING=encoding)
    assert document.stdout.startswith("openapi: 3.1.0\ninfo:\n  title: Quilts \N{SPOOL OF THREAD}")
    assert document.returncode == 0


def test_messages_escape_what_a_narrow_stream_lacks() -> None:
    Path("\N{SPOOL OF THREAD}.yaml").write_text(DOCUMENT)
    result = _run("inspect \N{SPOOL OF THREAD}.yaml", PYTHONIOENCODING="ascii:strict")
    assert r"\U0001f9f5.yaml: 1 operation" in result.stdout
    assert (result.returncode, BUG in result.stderr) == (0, False)


@pytest.mark.skipif(sys.platform == "darwin", reason="file names are always UTF-8 there")
def test_names_that_are_not_utf_8_are_shown_escaped() -> None:
    Path("pages").mkdir()
    Path(os.fsdecode(b"pages/caf\xe9.yaml")).write_text(DOCUMENT.replace("list_", "get_"))
    shown = r"pages/caf\udce9.yaml"
    assert f"{shown}:4" in _run("inspect pages").stdout
    assert _run("lint pages --format json -o report.json").returncode == 0
    Path(os.fsdecode(b"pages/\xe9.yaml")).write_text(DOCUMENT.replace("Done", "[Done]"))
    for name in ("json", "text"):
        assert _run(f"lint pages --format {name}").returncode == 1
    written = " ".join(f"--format {name}=report.{name}" for name in FORMATS)
    assert _run(f"lint pages {written}").returncode == 1
    assert all(shown in Path(f"report.{name}").read_text() for name in ("text", "markdown"))
    Path(os.fsdecode(b"pages/\xe9.yaml")).unlink()
    assert _run("generate $'pages/caf\\xe9.yaml' -o $'out\\xe9'").returncode == 0
    assert _run("generate $'pages/caf\\xe9.yaml' -o $'out\\xe9'").stderr == f"{shown}: up to date\n"
    json.loads(Path("report.json").read_text())


_LONG_NAME = "$(printf 'x%.0s' {1..300})"
_UNUSABLE = [
    f"generate api.yaml -o {_LONG_NAME}",
    "lint api.yaml --format json=.",
    "merge api.yaml -o api.yaml/inner.yaml",
]
_ALSO_UNUSABLE = [
    "lint api.yaml --format json=/",
    "merge api.yaml -o .",
    f"merge {_LONG_NAME}.yaml",
    f"merge api.yaml -o {_LONG_NAME}",
    f"lint api.yaml --overlay {_LONG_NAME}",
    f"overlay apply api.yaml {_LONG_NAME}",
]


@pytest.mark.parametrize(
    "command",
    [*_UNUSABLE, *(pytest.param(each, marks=pytest.mark.long) for each in _ALSO_UNUSABLE)],
)
def test_paths_that_cannot_be_used_are_no_bug(command: str) -> None:
    result = _run(command)
    assert (result.returncode, BUG in result.stderr) == (2, False)
    assert "error[" in result.stderr


def test_a_full_disk_is_no_bug_and_leaves_nothing() -> None:
    """A limit for files has the same effect, and can be set for one process."""
    for command in ("generate api.yaml -o out", "merge api.yaml -o out.yaml"):
        result = subprocess.run(
            ["bash", "-c", f"ulimit -f 0; {sys.executable} -B -m specquilt {command}"],
            check=False,
            capture_output=True,
            encoding="utf-8",
            env=os.environ | {"SPECQUILT_CACHE": "off"},
        )
        assert (result.returncode, result.stderr.splitlines()[0].split()[0]) == (
            2,
            "error[unwritable-output]",
        )
    assert os.listdir() == ["api.yaml"]


@pytest.mark.parametrize("command", ["--help", "merge api.yaml", "config", "rules"])
def test_all_of_a_result_is_written_before_the_process_ends(command: str) -> None:
    Path("whole.txt").write_text("")
    done = _run(f"{command} > whole.txt")
    assert done.returncode == 0
    assert Path("whole.txt").read_text().endswith("\n")
    assert _run(command).stdout == Path("whole.txt").read_text()


def test_a_profiler_sees_the_end_of_the_process() -> None:
    command = [sys.executable, "-m", "cProfile", "-m", "specquilt", "rules", "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, "function calls" in done.stdout) == (0, True)


_SIZE_OF_FRAME = """
import sys
from specquilt.cli import main

def command():
    print(sys._getframe().f_code.co_stacksize)
    return 3

main.command = command
main.process()
"""


def test_the_process_has_room_for_the_frames_of_all_calls() -> None:
    """Without it, Python maps and unmaps memory whenever a loop is at the end of a piece."""
    done = subprocess.run(
        [sys.executable, "-uc", _SIZE_OF_FRAME], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (3, "65536\n")
