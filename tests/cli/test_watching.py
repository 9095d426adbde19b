"""`generate --watch` generates again whenever a source is saved."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cli.small import DOCUMENT, INTERRUPTIBLE
from specquilt.cli import interrupts
from specquilt.cli.main import main

OTHER = DOCUMENT.replace("/quilts", "/patches")
CONFIGURATION = """\
[sources]
pages = ["pages"]
[client]
output = "../../out"
package = "quilts"
"""
COMMAND = ["generate", "api.yaml", "-o", "out", "--watch"]
Step = Callable[[], object]


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("api.yaml").write_text(DOCUMENT)


class Watcher:
    """Stands in for watchfiles: each step happens while it waits, and then there is an interrupt.

    Attributes:
        folders: what it was asked to watch, each time.
    """

    def __init__(self, *steps: Step) -> None:
        self._steps = list(steps)
        self.folders: list[list[str]] = []

    def watch(self, *folders: Path, **_options: Any) -> Iterator[set[object]]:
        self.folders.append([folder.as_posix() for folder in folders])
        while self._steps:
            self._steps.pop(0)()
            yield set()
        raise KeyboardInterrupt


@pytest.fixture
def watching(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[Watcher, list[str]]]:
    def run(*steps: Step, command: list[str] = COMMAND) -> tuple[Watcher, list[str]]:
        watcher = Watcher(*steps)
        monkeypatch.setattr("watchfiles.watch", watcher.watch)
        assert main(command) == 0
        return watcher, capsys.readouterr().err.splitlines()

    return run


def _save(text: str, path: str = "api.yaml") -> Step:
    """Return a step that saves a file, which gets a new time of change."""

    def save() -> None:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(text)
        state = Path(path).stat()
        os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns + 1_000_000_000))

    return save


Run = Callable[..., tuple[Watcher, list[str]]]


def test_every_save_generates_again(watching: Run) -> None:
    _, said = watching(_save(OTHER), _save(DOCUMENT))
    assert [line for line in said if line.endswith(("changed", "Ctrl-C stops", "stopped"))] == [
        "watching 1 file; Ctrl-C stops",
        "api.yaml changed",
        "watching 1 file; Ctrl-C stops",
        "api.yaml changed",
        "watching 1 file; Ctrl-C stops",
        "stopped",
    ]


def test_what_is_saved_is_generated(watching: Run) -> None:
    seen: list[bool] = []
    watching(_save(OTHER), lambda: seen.append(_has("/patches")))
    assert seen == [True]


def _has(name: str) -> bool:
    return any(name in path.read_text("utf-8") for path in Path("out").rglob("*.py"))


def test_nothing_is_generated_while_nothing_changes(watching: Run) -> None:
    _, said = watching(lambda: None, lambda: None)
    assert len([line for line in said if line.startswith("watching")]) == 1


def test_texts_that_are_broken_for_a_while_end_nothing(watching: Run) -> None:
    seen: list[bool] = []
    steps = (_save("openapi: [}"), Path("api.yaml").unlink, _save(OTHER))
    _, said = watching(*steps, lambda: seen.append(_has("/patches")))
    assert any("error[yaml-syntax]" in line for line in said)
    assert any("error[missing-file]" in line for line in said)
    assert seen == [True]


def test_a_source_may_be_missing_at_first(watching: Run) -> None:
    _, said = watching(
        _save(DOCUMENT, "new.yaml"), command=["generate", "new.yaml", "-o", "out", "-w"]
    )
    assert "error[missing-file]" in said[0]
    assert Path("out/out/__init__.py").is_file()


def test_an_edited_file_ends_nothing(watching: Run) -> None:
    def edit() -> None:
        Path("out/README.md").write_text("mine")
        _save(OTHER)()

    _, said = watching(edit, _save(DOCUMENT))
    assert any("edited-output" in line for line in said)
    assert said[-1] == "stopped"


def test_a_bug_ends_nothing_and_is_reported(watching: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("specquilt.cli.commands.generate._run_once", fail)
    _, said = watching()
    assert said[0].startswith("this is a bug in specquilt: ZeroDivisionError")
    assert said[-1] == "stopped"


def test_configurations_and_all_that_they_name_are_watched(watching: Run) -> None:
    _save(DOCUMENT, "specs/quilts/pages/deep/api.yaml")()
    _save(CONFIGURATION, "specs/quilts/specquilt.toml")()
    change = _save(CONFIGURATION.replace('"quilts"', '"other"'), "specs/quilts/specquilt.toml")
    broken = _save("[sources", "specs/quilts/specquilt.toml")
    more = _save(OTHER.replace("/patches", "/more"), "specs/quilts/pages/more.yaml")
    watcher, said = watching(more, broken, change, command=["generate", "--watch"])
    folders = ["specs/quilts", "specs/quilts/pages", "specs/quilts/pages/deep"]
    assert [set(each) for each in watcher.folders] == [set(folders)] * 4
    assert [line for line in said if line.endswith("changed")] == [
        "specs/quilts/pages/more.yaml changed",
        "specs/quilts/specquilt.toml changed",
        "specs/quilts/specquilt.toml changed",
    ]
    assert Path("out/other/__init__.py").is_file()


def test_files_that_a_document_refers_to_are_watched(watching: Run) -> None:
    _save("Done: {description: Done}\n", "parts.yaml")()
    _save(DOCUMENT.replace("{description: Done}", "{$ref: 'parts.yaml#/Done'}"))()
    _, said = watching(_save("Done: {description: Sewn}\n", "parts.yaml"))
    assert "parts.yaml changed" in said


def test_what_changes_while_it_is_generated_is_generated_again(
    watching: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from specquilt.cli.commands import generate

    once, times = generate._run_once, [_save(OTHER)]

    def run(*arguments: Any) -> int:
        code = once(*arguments)
        if times:
            times.pop()()
        return code

    monkeypatch.setattr(generate, "_run_once", run)
    _, said = watching(lambda: None)
    assert "api.yaml changed" in said
    assert _has("/patches")


def test_an_up_to_date_client_is_watched_all_the_same(watching: Run) -> None:
    watching()
    _, said = watching()
    assert said == ["api.yaml: up to date", "watching 1 file; Ctrl-C stops", "stopped"]


def test_an_interrupt_that_has_done_its_work_is_forgotten(
    watching: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(interrupts, "_noted", [signal.SIGINT])
    watching()
    assert interrupts._noted == []


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--check"], "--check cannot be used with --watch"),
        (["-"], "--watch needs files, and there are none"),
    ],
)
def test_what_cannot_be_watched_is_refused(
    options: list[str],
    message: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("specquilt.cli.received._typed", DOCUMENT.encode)
    sources = ["api.yaml"] if options == ["--check"] else []
    assert main(["generate", *sources, *options, "-o", "out", "--watch"]) == 2
    assert message in capsys.readouterr().err
    assert not Path("out").exists()


@pytest.mark.parametrize("source", ["-", "https://quilts.dev/openapi.yaml"])
def test_what_is_no_file_is_not_watched_even_if_it_is_broken(
    source: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("specquilt.openapi.load.received._RECEIVED", {})
    monkeypatch.setattr("specquilt.cli.received._typed", b"openapi: [}".strip)
    monkeypatch.setattr("specquilt.pull.once.document", lambda _: b"openapi: [}")
    assert main(["generate", source, "--watch"]) == 2
    assert "--watch needs files, and there are none" in capsys.readouterr().err


def test_what_to_install_is_said(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("specquilt.cli.extras.find_spec", {"watchfiles": None}.__getitem__)
    assert main(COMMAND) == 2
    said = capsys.readouterr().err
    assert "--watch needs watchfiles, which is not installed" in said
    assert "pip install 'specquilt[watch]'" in said


def test_a_real_file_is_watched_until_a_real_interrupt() -> None:
    command = [sys.executable, "-c", INTERRUPTIBLE, *COMMAND]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        _read_until("watching 1 file", process.stderr)
        _save(OTHER)()
        _read_until("api.yaml changed", process.stderr)
        _read_until("watching 1 file", process.stderr)
        process.send_signal(signal.SIGINT)
        rest = process.stderr.read().splitlines()
        assert (process.wait(), rest) == (0, ["stopped"])
    assert _has("/patches")


def _read_until(start: str, lines: Iterator[str] | Any) -> None:
    for line in lines:
        if line.startswith(start):
            return
    raise AssertionError(start)
