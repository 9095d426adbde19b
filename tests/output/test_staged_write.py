"""A tree gets on disk as a whole, or the folder stays as it was."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from output.folders import locked
from python.proved import write
from specquilt.openapi.finding import InputError
from specquilt.output import staged_write, text_file
from specquilt.output.difference import diff
from specquilt.output.lock import LOCK

FILES = {"README.md": "Hello.\n", "thing/__init__.py": "X = 1\n", "thing/a.py": "Y = 2\n"}


TREE = locked(FILES)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the tree."""
    folder = tmp_path / "out"
    write(TREE, folder)
    return folder


def _files(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != LOCK
    }


def test_writes_what_it_is_given(folder: Path) -> None:
    assert _files(folder) == FILES


def test_tells_what_has_changed(folder: Path) -> None:
    assert write(TREE, folder) == []
    assert write(TREE | {"README.md": "Bye.\n"}, folder) == ["README.md"]


def test_takes_away_what_it_wrote_before_and_nothing_else(folder: Path) -> None:
    (folder / "thing" / "mine.txt").write_text("mine")
    fewer = {path: text for path, text in FILES.items() if path != "thing/a.py"}
    write(locked(fewer), folder)
    assert _files(folder) == fewer | {"thing/mine.txt": "mine"}


def _harmless(tree: dict[str, str], folder: Path) -> list[str]:
    """Write a change that needs no proof, and return the names of the files that are written."""
    seen: list[str] = []
    put = text_file.put

    def noted(path: Path, content: bytes) -> None:
        seen.append(path.name)
        put(path, content)

    with pytest.MonkeyPatch.context() as patch:
        for module in (staged_write, text_file):
            patch.setattr(module, "put", noted)
        staged_write.write(tree, folder, prove=_refuse, is_harmless=lambda _: True)
    return seen


def _refuse(_staged: Path, _changed: list[str]) -> None:
    raise AssertionError("nothing is to be proved")


def test_of_a_harmless_change_only_what_changes_is_written_and_not_proved(folder: Path) -> None:
    changed = FILES | {"README.md": "Bye.\n"}
    written = _harmless(locked(changed), folder)
    assert sorted(written) == sorted(["README.md", LOCK, "journal.json.draft"])
    assert _files(folder) == changed


def test_a_harmless_change_may_only_remove(folder: Path) -> None:
    fewer = {path: text for path, text in TREE.items() if path != "README.md"}
    before = {path: text for path, text in FILES.items() if path != "README.md"}
    assert _harmless(fewer, folder) == ["journal.json.draft"]
    assert _files(folder) == before


def test_what_is_harmless_depends_on_what_changes(folder: Path) -> None:
    asked: list[list[str]] = []
    tree = TREE | {"README.md": "Bye.\n"}
    with pytest.raises(AssertionError, match="nothing is to be proved"):
        staged_write.write(tree, folder, prove=_refuse, is_harmless=asked.append)  # type: ignore[arg-type]
    assert asked == [["README.md"]]
    assert _files(folder) == FILES


@pytest.mark.parametrize(
    "broken",
    [
        {"thing/a.py": "def"},
        {"thing/a.py": "raise RuntimeError('no')"},
        {"thing/a.py": "import thing_that_is_not_there"},
        {"thing/a.py": "x = '\x00'"},
    ],
)
def test_a_broken_package_leaves_everything_as_it_was(folder: Path, broken: dict[str, str]) -> None:
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    with pytest.raises(InputError, match="broken-output"):
        write(TREE | broken, folder)
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before
    assert [path.name for path in folder.parent.iterdir()] == ["out"]


def test_refuses_a_folder_of_others(tmp_path: Path) -> None:
    (tmp_path / "precious.txt").write_text("mine")
    with pytest.raises(InputError, match="foreign-output"):
        write(TREE, tmp_path)
    assert _files(tmp_path) == {"precious.txt": "mine"}


def test_writes_into_a_folder_of_others_when_asked_to(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "precious.txt").write_text("mine")
    write(TREE, folder, force=True)
    assert _files(folder) == FILES | {"precious.txt": "mine"}


def test_a_forged_lock_deletes_nothing_outside(folder: Path) -> None:
    outside = folder.parent / "outside.txt"
    outside.write_text("mine")
    (folder / LOCK).write_text('{"files": {"../outside.txt": "x"}}')
    write(TREE, folder)
    assert outside.read_text() == "mine"


def test_diff_is_empty_after_writing(folder: Path) -> None:
    assert diff(TREE, folder) == ""


def test_diff_does_not_mind_what_else_a_lock_remembers(folder: Path) -> None:
    lock = json.loads((folder / LOCK).read_text())
    (folder / LOCK).write_text(json.dumps(lock | {"tool": "another"}))
    assert diff(TREE, folder) == ""


@pytest.mark.parametrize("content", ["", "{}", '{"files": {"README.md": "x"}}'])
def test_diff_shows_a_lock_that_does_not_list_the_files(folder: Path, content: str) -> None:
    (folder / LOCK).write_text(content)
    assert f"+++ {folder.as_posix()}/{LOCK}" in diff(TREE, folder)


def test_diff_shows_what_would_change_code_first(folder: Path) -> None:
    changed = {"README.md": "Bye.\n", "thing/__init__.py": "X = 1\n", "thing/b.py": "Z = 3\n"}
    shown = diff(locked(changed), folder).replace(f"{folder.as_posix()}/", "")
    assert shown.splitlines() == [
        "--- thing/a.py",
        "+++ /dev/null",
        "@@ -1 +0,0 @@",
        "-Y = 2",
        "--- /dev/null",
        "+++ thing/b.py",
        "@@ -0,0 +1 @@",
        "+Z = 3",
        "--- README.md",
        "+++ README.md",
        "@@ -1 +1 @@",
        "-Hello.",
        "+Bye.",
    ]


def test_a_link_to_the_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "real")
    write(TREE, tmp_path / "out")
    assert (tmp_path / "out").is_symlink()
    assert _files(tmp_path / "real") == FILES


@pytest.mark.parametrize("place", ["thing", "README.md", "thing/a.py"])
def test_nothing_is_written_through_a_link_in_the_folder(folder: Path, place: str) -> None:
    outside = folder.parent / "outside"
    (folder / place).rename(outside)
    (folder / place).symlink_to(outside)
    before = _files(folder.parent)
    with pytest.raises(InputError, match="is a link"):
        write(TREE | {"thing/a.py": "Y = 3\n"}, folder)
    assert _files(folder.parent) == before


def test_links_of_others_stay_links(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (folder / "mine").symlink_to(tmp_path / "elsewhere")
    write(TREE | {"README.md": "Bye.\n"}, folder)
    assert (folder / "mine").readlink() == tmp_path / "elsewhere"
