"""Folders that are not there yet are moved at once; into others, files are moved one by one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from output.folders import locked, snapshot
from specquilt.output import places
from specquilt.output.lock import LOCK, STAGE
from specquilt.output.places import digests_of, regular_files
from specquilt.output.staged_write import write

DEEP = locked({"a.py": "", "thing/b.py": "X = 1\n", "thing/c/d.py": "", "other/e.py": ""})


def _renamed(monkeypatch: pytest.MonkeyPatch, folder: Path, *, force: bool = False) -> list[str]:
    """Write a tree, and return where files and folders were moved to."""
    moved: list[str] = []
    for name in ("rename", "replace"):
        monkeypatch.setattr(Path, name, _noting(getattr(Path, name), moved))
    write(DEEP, folder, force=force)
    places = [Path(path) for path in moved if STAGE not in path]
    return [place.relative_to(folder).as_posix() for place in places]


def _noting(move: Callable[[Path, Path], Path], moved: list[str]) -> Callable[[Path, Path], Path]:
    def noted(path: Path, target: Path) -> Path:
        moved.append(str(target))
        return move(path, target)

    return noted


def test_new_folders_are_moved_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _renamed(monkeypatch, tmp_path) == ["other", "thing", "a.py", LOCK]


def test_files_go_one_by_one_into_folders_that_are_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "thing").mkdir()
    moved = _renamed(monkeypatch, tmp_path, force=True)
    assert moved == ["other", "thing/c", "a.py", "thing/b.py", LOCK]


def test_what_a_proof_leaves_beside_the_files_is_not_moved(tmp_path: Path) -> None:
    def prove(staged: Path, _changed: list[str]) -> None:
        (staged / "thing/mine.py").write_text("")

    write(DEEP, tmp_path, prove=prove)
    assert {path for path, (kind, *_) in snapshot(tmp_path).items() if kind == "file"} == {*DEEP}


def test_where_no_folder_can_be_moved_its_files_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path, _target: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "rename", refuse)
    write(DEEP, tmp_path)
    assert {path: (tmp_path / path).read_text() for path in DEEP} == DEEP


def test_links_among_staged_files_are_neither_followed_nor_files(tmp_path: Path) -> None:
    (tmp_path / "inside/deep").mkdir(parents=True)
    (tmp_path / "inside/deep/a.py").write_text("")
    (tmp_path / "folder").symlink_to(tmp_path / "inside")
    (tmp_path / "inside/file").symlink_to(tmp_path / "inside/deep/a.py")
    assert [*regular_files(str(tmp_path))] == ["inside/deep/a.py"]


def test_nothing_is_looked_for_in_a_folder_that_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def look(path: str | Path) -> str:
        asked.append(str(path))
        return "nothing"

    monkeypatch.setattr(places, "kind", look)
    assert digests_of(tmp_path, ["a/b/c.py", "a/b/d.py"]) == {"a/b/c.py": "", "a/b/d.py": ""}
    assert asked == [f"{tmp_path}/a"]
