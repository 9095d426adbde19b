"""The output folder belongs to the user, too: only files of ours are written, moved or removed."""

from __future__ import annotations

import json
import os
import socket
import stat
import threading
from pathlib import Path

import pytest

from output.folders import OTHER, TREE, locked, snapshot
from repositories import commit, git
from specquilt.openapi.finding import InputError
from specquilt.output import exclusive, staged_write
from specquilt.output.digests import digest
from specquilt.output.edits import EditedFilesError
from specquilt.output.lock import LOCK, STAGE
from specquilt.output.staged_write import write


def _populate(folder: Path) -> None:
    (folder / "empty/inner").mkdir(parents=True)
    (folder / "thing/mine").mkdir()
    (folder / ".hidden").write_text("mine")
    (folder / "link").symlink_to("/nowhere/at/all")
    (folder / "thing/link").symlink_to("..")
    os.mkfifo(folder / "pipe")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(folder / "socket"))
    (folder / ".hidden").chmod(0o600)
    (folder / "empty").chmod(0o711)


def test_everything_of_others_stays_as_it_is(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)  # paths of sockets must be short
    _populate(Path())
    before = snapshot(folder)
    write(OTHER, folder)
    left = {path: what for path, what in snapshot(folder).items() if path not in TREE}
    assert left == {path: what for path, what in before.items() if path not in TREE}


def test_a_repository_in_the_folder_stays_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    git("init", "-q")
    commit()
    git("gc", "-q")
    write(OTHER, folder)
    changed = {line.split()[1] for line in git("status", "-s").splitlines()}
    assert changed == {*TREE} - {"thing/__init__.py"}


def test_modes_are_kept(folder: Path) -> None:
    folder.chmod(0o700)
    (folder / "README.md").chmod(0o640)
    write(OTHER, folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "README.md").stat().st_mode) == 0o640


def test_the_folder_is_not_moved(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    before = folder.stat().st_ino
    write(OTHER, Path())
    assert folder.stat().st_ino == before
    assert Path("README.md").read_text() == "Bye.\n"
    assert Path.cwd() == folder


def test_nothing_happens_outside_of_the_folder(folder: Path) -> None:
    """So it may be a mount point, or the parent may be read-only."""
    before = folder.parent.stat().st_mtime_ns
    write(OTHER, folder)
    assert folder.parent.stat().st_mtime_ns == before


def test_files_that_do_not_change_are_not_touched(folder: Path) -> None:
    before = _state(folder / "thing/__init__.py")
    write(OTHER, folder)
    assert _state(folder / "thing/__init__.py") == before


def _state(path: Path) -> tuple[int, ...]:
    """Return what changes with a file; reading it changes the time of the last access."""
    state = path.stat()
    return state.st_ino, state.st_mode, state.st_mtime_ns, state.st_ctime_ns


def test_compiled_modules_go_with_theirs(folder: Path) -> None:
    cache = folder / "thing/__pycache__"
    cache.mkdir()
    for name in ("a.cpython-311.pyc", "__init__.cpython-311.pyc", "mine.cpython-311.pyc"):
        (cache / name).write_bytes(b"")
    write(OTHER, folder)
    assert sorted(os.listdir(cache)) == ["__init__.cpython-311.pyc", "mine.cpython-311.pyc"]


def test_a_package_that_is_called_otherwise_leaves_no_folder_behind(folder: Path) -> None:
    (folder / "thing/__pycache__").mkdir()
    (folder / "thing/__pycache__/a.cpython-311.pyc").write_bytes(b"")
    write(locked({"other/__init__.py": ""}), folder)
    assert sorted(os.listdir(folder)) == ["other", LOCK]


@pytest.mark.parametrize("place", ["README.md", "thing", "thing/a.py"])
@pytest.mark.parametrize("found", ["link", "named pipe", "folder"])
def test_what_is_no_file_is_not_written_over(folder: Path, place: str, found: str) -> None:
    if (found, place) == ("folder", "thing"):
        pytest.skip("it should be one")
    (folder / place).rename(folder.parent / "aside")
    makers = {"link": lambda path: path.symlink_to("/tmp"), "named pipe": os.mkfifo}
    makers.get(found, Path.mkdir)(folder / place)
    before = snapshot(folder)
    with pytest.raises(InputError, match=f"is a {found} where"):
        write(TREE | {"thing/a.py": "Y = 3\n"}, folder)
    assert snapshot(folder) == before


def test_a_forged_lock_removes_nothing_behind_a_link(folder: Path) -> None:
    outside = folder.parent / "outside"
    outside.mkdir()
    (outside / "precious.txt").write_text("mine")
    (folder / "link").symlink_to(outside)
    _forge(folder, {"link/precious.txt": digest([b"mine"]), "link": ""})
    write(OTHER, folder)
    assert (outside / "precious.txt").read_text() == "mine"


def test_a_forged_lock_loses_no_file_of_others(folder: Path) -> None:
    (folder / "precious.txt").write_text("mine")
    _forge(folder, {"precious.txt": "0" * 64})
    with pytest.raises(EditedFilesError):
        write(OTHER, folder)
    assert write(OTHER, folder, overwrite=True).saved == ["precious.txt.orig"]
    assert (folder / "precious.txt.orig").read_text() == "mine"


def _forge(folder: Path, files: dict[str, str]) -> None:
    lock = json.loads((folder / LOCK).read_text())
    (folder / LOCK).write_text(json.dumps({"files": lock["files"] | files}))


def _journal(folder: Path, content: str) -> Path:
    new = folder / STAGE / "new"
    new.mkdir(parents=True)
    (folder / STAGE / "journal.json").write_text(content)
    return new


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "[" * 100_000,
        '{"put": {}}',
        '{"put": 5, "remove": {}}',
        '{"put": {"a": 5}, "remove": {}}',
        '{"put": {"../a": ""}, "remove": {}}',
        '{"put": {}, "remove": {"/etc/passwd": ""}}',
        '{"put": {".specquilt-stage/new/a": ""}, "remove": {}}',
        '{"put": {"a\\u0000b": ""}, "remove": {}}',
    ],
)
def test_a_journal_that_is_not_ours_is_cleared_away(folder: Path, content: str) -> None:
    before = snapshot(folder)
    _journal(folder, content)
    staged_write.recover(folder)
    assert snapshot(folder) == before


def test_a_forged_journal_loses_no_file_of_others(folder: Path) -> None:
    for name in ("precious.txt", "mine.txt"):
        (folder / name).write_text("mine")
    content = {"put": {"precious.txt": ""}, "remove": {"mine.txt": "0" * 64}}
    (_journal(folder, json.dumps(content)) / "precious.txt").write_text("evil")
    assert staged_write.recover(folder) == ["mine.txt.orig", "precious.txt.orig"]
    assert (folder / "precious.txt.orig").read_text() == "mine"


@pytest.mark.parametrize(
    ("listed", "link"),
    [(["link"], "link"), (["link/secret"], "link"), (["a", "a/b"], "a/link")],
)
def test_a_forged_journal_fetches_nothing_from_outside(
    folder: Path, listed: list[str], link: str
) -> None:
    outside = folder.parent / "outside"
    outside.mkdir()
    (outside / "secret").write_text("mine")
    new = _journal(folder, json.dumps({"put": dict.fromkeys(listed, ""), "remove": {}}))
    (new / link).parent.mkdir(exist_ok=True)
    (new / link).symlink_to(outside)
    (new / link).with_name("b").touch()
    with pytest.raises(InputError, match=r"is a (link|folder)"):
        staged_write.recover(folder)
    assert not (folder / listed[0]).exists()
    assert (outside / "secret").read_text() == "mine"


@pytest.mark.parametrize("place", [STAGE, f"{STAGE}/new", f"{STAGE}/journal.json"])
def test_a_stage_that_is_a_link_is_removed_and_not_followed(folder: Path, place: str) -> None:
    outside = folder.parent / "outside"
    (outside / "new").mkdir(parents=True)
    (outside / "new/README.md").write_text("mine")
    (outside / "journal.json").write_text('{"put": {"README.md": ""}, "remove": {}}')
    before = snapshot(outside)
    (folder / place).parent.mkdir(exist_ok=True)
    (folder / place).symlink_to(outside / place.removeprefix(STAGE).lstrip("/"))
    write(OTHER, folder)
    assert snapshot(outside) == before
    assert not (folder / STAGE).exists()


def test_two_runs_do_not_write_at_the_same_time(folder: Path) -> None:
    order: list[str] = []

    def write_other() -> None:
        write(OTHER, folder)
        order.append("second")

    def prove(_staged: Path, _changed: list[str]) -> None:
        other = threading.Thread(target=write_other)
        other.start()
        other.join(0.3)
        order.append("first")
        threads.append(other)

    threads: list[threading.Thread] = []
    write(locked({**TREE, "README.md": "More.\n"}), folder, prove=prove)
    threads[0].join()
    assert order == ["first", "second"]
    assert (folder / "README.md").read_text() == "Bye.\n"


def test_a_run_does_not_wait_forever(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exclusive, "LONGEST_WAIT", 0.2)
    with exclusive.exclusive(folder), pytest.raises(InputError, match="another run"):
        write(OTHER, folder)
    assert (folder / "README.md").read_text() == "Hello.\n"


def test_a_failed_first_run_leaves_no_folder(tmp_path: Path) -> None:
    def refuse(_staged: Path, _changed: list[str]) -> None:
        raise InputError

    with pytest.raises(InputError):
        write(TREE, tmp_path / "a/b/out", prove=refuse)
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize("maker", [Path.touch, os.mkfifo])
def test_an_output_that_is_no_folder_is_refused(tmp_path: Path, maker: object) -> None:
    maker(tmp_path / "out")  # type: ignore[operator]
    with pytest.raises(InputError, match="not a folder"):
        write(TREE, tmp_path / "out", force=True)
