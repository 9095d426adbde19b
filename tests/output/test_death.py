"""A run may die at any moment: the next one finds, or makes, a whole package."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from output.deaths import Countdown, dies_at
from output.folders import Snapshot, locked, snapshot
from specquilt.output import staged_write, text_file
from specquilt.output.journal import ORIGINAL
from specquilt.output.lock import STAGE
from specquilt.output.staged_write import write

OLD = locked({"README.md": "Old.\n", "thing/__init__.py": "X = 1\n", "thing/gone/a.py": "Y = 2\n"})
NEW = locked({"README.md": "New.\n", "thing/__init__.py": "X = 1\n", "thing/b/c.py": "Z = 3\n"})
EDIT = "Edited by hand.\n"
STEPS = range(1, 200)


@pytest.fixture(scope="module")
def countdown() -> Countdown:
    return Countdown()


@pytest.fixture(autouse=True)
def _switched_off(countdown: Countdown) -> Iterator[None]:
    yield
    countdown.at(0, lambda: None)


def _prepared(parent: Path, number: int) -> tuple[Path, Snapshot]:
    """Return a folder with the old package, one edited file and files of others; and the latter."""
    folder = parent / str(number)
    write(OLD, folder)
    (folder / "thing/gone/a.py").write_text(EDIT)
    (folder / ".git/refs/heads").mkdir(parents=True)
    (folder / ".git/HEAD").write_text("ref: refs/heads/main\n")
    (folder / "thing/mine").mkdir()
    (folder / "thing/gone/mine.txt").write_text("mine")
    os.mkfifo(folder / "pipe")
    folder.chmod(0o700)
    return folder, _of_others(folder)


def _of_others(folder: Path) -> Snapshot:
    ours = {*OLD, *NEW, STAGE, "thing/b"}
    return {path: what for path, what in snapshot(folder).items() if _is_apart(path, ours)}


def _is_apart(path: str, ours: set[str]) -> bool:
    return path not in ours and not path.startswith(STAGE) and ORIGINAL not in path


def _package(folder: Path) -> dict[str, str]:
    found = (folder / path for path in {*OLD, *NEW})
    return {p.relative_to(folder).as_posix(): p.read_text() for p in found if p.is_file()}


def _saved(folder: Path) -> list[str]:
    return [path.read_text() for path in folder.rglob(f"*{ORIGINAL}*")]


def _assert_whole(folder: Path, tree: dict[str, str], others: Snapshot) -> None:
    assert _package(folder) == tree
    assert _of_others(folder) == others
    assert not (folder / STAGE).exists()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def _deaths(tmp_path: Path, countdown: Countdown) -> Iterator[tuple[Path, Snapshot]]:
    """Yield a folder for each change that a run makes: as it is after a death at that change."""
    for number in STEPS:
        folder, others = _prepared(tmp_path, number)
        if not dies_at(number, countdown, lambda folder=folder: write(NEW, folder, overwrite=True)):  # type: ignore[misc]
            assert number > 20
            return
        assert _of_others(folder) == others
        yield folder, others
    raise AssertionError("a run makes more changes than are tried")


def test_the_next_run_after_a_death_writes_the_whole_package(
    tmp_path: Path, countdown: Countdown
) -> None:
    for folder, others in _deaths(tmp_path, countdown):
        write(NEW, folder, overwrite=True)
        _assert_whole(folder, NEW, others)
        assert _saved(folder) == [EDIT]


@pytest.mark.long
def test_the_next_run_may_be_about_something_else(tmp_path: Path, countdown: Countdown) -> None:
    for folder, others in _deaths(tmp_path, countdown):
        write(OLD, folder, overwrite=True)
        _assert_whole(folder, OLD, others)
        assert _saved(folder) == [EDIT]


@pytest.mark.long
def test_after_a_death_the_old_or_the_new_package_is_recovered(
    tmp_path: Path, countdown: Countdown
) -> None:
    outcomes = set()
    for folder, others in _deaths(tmp_path, countdown):
        staged_write.recover(folder)
        found = _package(folder)
        assert found in (NEW, OLD | {"thing/gone/a.py": EDIT})
        _assert_whole(folder, found, others)
        outcomes.add(found == NEW)
    assert outcomes == {False, True}


@pytest.mark.long
def test_a_run_that_recovers_may_die_too(tmp_path: Path, countdown: Countdown) -> None:
    for folder, others in _deaths(tmp_path, countdown):
        for number in STEPS:
            if not dies_at(number, countdown, lambda folder=folder: write(NEW, folder, overwrite=True)):  # type: ignore[misc]
                break
        _assert_whole(folder, NEW, others)
        assert _saved(folder) == [EDIT]


def test_the_first_run_may_die(tmp_path: Path, countdown: Countdown) -> None:
    for number in STEPS:
        folder = tmp_path / str(number) / "out"
        died = dies_at(number, countdown, lambda folder=folder: write(NEW, folder, overwrite=True))  # type: ignore[misc]
        write(NEW, folder, overwrite=True)
        assert {path for path, (kind, *_) in snapshot(folder).items() if kind == "file"} == {*NEW}
        if not died:
            return


def _full_disk() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _interrupted() -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("fail", [_full_disk, _interrupted])
def test_a_run_that_fails_leaves_a_whole_package_or_one_that_is_recovered(
    tmp_path: Path, countdown: Countdown, fail: Callable[[], None]
) -> None:
    for number in STEPS:
        folder, others = _prepared(tmp_path, number)
        countdown.at(number, fail)
        with suppress(OSError, KeyboardInterrupt):
            write(NEW, folder, overwrite=True)
        if countdown.left:
            assert number > 20
            return
        assert _of_others(folder) == others
        staged_write.recover(folder)
        found = _package(folder)
        assert found in (NEW, OLD | {"thing/gone/a.py": EDIT})
        _assert_whole(folder, found, others)


def test_a_document_is_the_old_or_the_new_one_after_a_death(
    tmp_path: Path, countdown: Countdown
) -> None:
    for number in STEPS:
        file = tmp_path / str(number) / "openapi.yaml"
        text_file.write(file, "old")
        died = dies_at(number, countdown, lambda file=file: text_file.write(file, "new"))  # type: ignore[misc]
        assert file.read_text() in ("old", "new")
        text_file.write(file, "newer")
        assert [path.name for path in file.parent.iterdir()] == [file.name]
        assert file.read_text() == "newer"
        if not died:
            assert number > 3
            return
