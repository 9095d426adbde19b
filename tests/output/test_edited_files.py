"""What a user has edited is not lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from output.folders import OTHER, TREE, locked, snapshot
from specquilt.output.edits import LONGEST, EditedFilesError
from specquilt.output.lock import LOCK
from specquilt.output.staged_write import write


@pytest.mark.parametrize("content", ["{}", "<<<<<<< HEAD", None])
def test_without_a_lock_every_file_that_differs_counts_as_edited(
    folder: Path, content: str | None
) -> None:
    (folder / LOCK).unlink()
    if content is not None:
        (folder / LOCK).write_text(content)
    assert write(OTHER, folder, force=True).saved == ["README.md.orig"]
    assert (folder / "README.md.orig").read_text() == "Hello.\n"


@pytest.mark.parametrize("content", ["{}", "<<<<<<< HEAD", '{"files": []}'])
def test_a_lock_that_knows_nothing_lets_nothing_be_replaced(folder: Path, content: str) -> None:
    (folder / LOCK).write_text(content)
    before = snapshot(folder)
    with pytest.raises(EditedFilesError, match=r"may have been edited: README\.md"):
        write(OTHER, folder)
    assert snapshot(folder) == before


@pytest.mark.parametrize("force", [False, True])
def test_an_edit_stops_a_run_that_would_replace_or_remove_it(folder: Path, force: bool) -> None:
    (folder / "README.md").write_text("mine\n")
    (folder / "thing/a.py").write_text("mine\n")
    before = snapshot(folder)
    with pytest.raises(EditedFilesError, match=r"2 .* by hand: README\.md, thing/a\.py") as caught:
        write(OTHER, folder, force=force)
    assert snapshot(folder) == before
    assert caught.value.difference == (
        f"--- {folder}/README.md\n+++ {folder}/README.md\n@@ -1 +1 @@\n-mine\n+Bye.\n"
        f"--- {folder}/thing/a.py\n+++ /dev/null\n@@ -1 +0,0 @@\n-mine\n"
    )


def test_the_difference_is_shortened(folder: Path) -> None:
    (folder / "README.md").write_text("mine\n" * 1000)
    with pytest.raises(EditedFilesError) as caught:
        write(OTHER, folder)
    lines = caught.value.difference.splitlines()
    assert lines[LONGEST:] == [f"… {1000 + 4 - LONGEST} more lines"]


def test_a_file_of_others_where_a_new_one_belongs_stops_the_run(folder: Path) -> None:
    (folder / "thing/b.py").write_text("mine\n")
    with pytest.raises(EditedFilesError, match=r"thing/b\.py"):
        write(locked({**TREE, "thing/b.py": "Z = 3\n"}), folder)
    assert (folder / "thing/b.py").read_text() == "mine\n"


def test_an_edit_of_a_file_that_stays_as_it_is_is_replaced_only_when_asked(folder: Path) -> None:
    (folder / "README.md").write_text("mine\n")
    with pytest.raises(EditedFilesError):
        write(TREE, folder)
    assert write(TREE, folder, overwrite=True).saved == ["README.md.orig"]
    assert (folder / "README.md").read_text() == "Hello.\n"


def test_overwritten_files_are_saved_beside_themselves(folder: Path) -> None:
    for text in ("mine", "mine, too", "mine, too"):
        (folder / "README.md").write_text(text)
        (folder / "thing/a.py").write_text(text)
        write(OTHER, folder, overwrite=True)
    assert {path.name: path.read_text() for path in folder.glob("R*")} == {
        "README.md": "Bye.\n",
        "README.md.orig": "mine",
        "README.md.orig.1": "mine, too",
        "README.md.orig.2": "mine, too",
    }
    assert (folder / "thing/a.py.orig").read_text() == "mine"
    assert (folder / "thing/a.py").read_text() == "mine, too"  # it is no longer one of ours


def test_a_long_name_is_shortened_to_save_the_file(folder: Path) -> None:
    long = "é" * 127
    write(locked({**TREE, long: "Hello.\n"}), folder)
    (folder / long).write_text("mine")
    saved = write(TREE, folder, overwrite=True).saved
    assert [(folder / path).read_text() for path in saved] == ["mine"]


def test_an_edit_while_the_package_is_proved_is_saved(folder: Path) -> None:
    def prove(_staged: Path, _changed: list[str]) -> None:
        (folder / "README.md").write_text("mine")

    assert write(OTHER, folder, prove=prove).saved == ["README.md.orig"]
    assert (folder / "README.md.orig").read_text() == "mine"


def test_an_edit_that_is_the_new_text_is_none(folder: Path) -> None:
    (folder / "README.md").write_text("Bye.\n")
    assert write(OTHER, folder).saved == []


def test_other_line_ends_are_no_edit(folder: Path) -> None:
    """Git may check files out with them."""
    (folder / "README.md").write_bytes(b"Hello.\r\n")
    (folder / "thing/a.py").write_bytes(b"Y = 2\r\n")
    assert write(OTHER, folder).saved == []
    assert not (folder / "thing/a.py").exists()


def test_a_deleted_file_is_written_again(folder: Path) -> None:
    (folder / "README.md").unlink()
    assert write(TREE, folder).missing == ["README.md"]
    assert (folder / "README.md").read_text() == "Hello.\n"
