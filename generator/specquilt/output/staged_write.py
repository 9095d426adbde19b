"""Writes a distribution: all of it or nothing, and no file that is not its own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import NoReturn

from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.finding import input_error
from specquilt.output import journal, lock
from specquilt.output.exclusive import exclusive
from specquilt.output.journal import staged_in
from specquilt.output.lock import LOCK, STAGE
from specquilt.output.places import kind, refuse_obstacles
from specquilt.output.plan import Keeps, WritePlan, plan
from specquilt.output.text_file import put

Prove = Callable[[Path, list[str]], None]
"""Raises `InputError` if staged files must not replace the previous ones."""

Harmless = Callable[[list[str]], bool]
"""Returns whether changed files need no proof."""


@dataclass(frozen=True)
class Written:
    """What a run has done to a folder.

    Args:
        changed: paths of files that have been written or removed.
        saved: new paths of files that had been edited and were in the way.
        missing: paths of files that had been deleted, and have been written again.
    """

    changed: list[str]
    saved: list[str]
    missing: list[str]


def write(
    tree: dict[str, str],
    folder: Path,
    *,
    force: bool = False,
    overwrite: bool = False,
    keeps: Keeps = lambda _path: False,
    prove: Prove = lambda _staged, _changed: None,
    is_harmless: Harmless = lambda _changed: False,
) -> Written:
    """Replace the files that were written to a folder before, and leave all others alone.

    The files are staged inside of the folder, proved there, and moved into place one by one; if
    that is cut off, the next run completes it.

    Args:
        tree: the files, by path; the lock, which lists the others, is one of them.
        folder: where they go.
        force: write into a folder that contains other files and was not written by specquilt.
        overwrite: replace edited files, too; each is saved beside itself.
        keeps: which files are written only where there are none.
        prove: called with the staged folder and the changed paths, if any, before the move.
        is_harmless: called with the changed paths; if so, only these are staged, and nothing is proved.

    Raises:
        EditedFilesError: edits would be lost.
        InputError: the folder is not ours, something is in the way, or the proof fails.
    """
    shown, folder = folder, Path(os.path.realpath(folder))
    _refuse_other_kinds(folder)
    missing = [each for each in (folder, *folder.parents) if kind(each) == "nothing"]
    with exclusive(folder), _removed_on_failure(missing):
        saved = journal.recover(folder)
        _refuse_foreign(folder, force)
        planned = plan(tree, folder, keeps)
        refuse_obstacles(folder, planned.wanted, planned.journal.remove)
        if planned.edited and not (overwrite or (force and not planned.is_known)):
            _refuse_edited(planned, folder, shown)
        if paths := sorted([*planned.journal.put, *planned.journal.remove]):
            proof = None if is_harmless(paths) else partial(prove, staged_in(folder), paths)
            saved += _carry_out(planned, tree, folder, proof)
    lock.remember(tree.get(LOCK, ""))
    return Written(paths, saved, planned.missing)


def _carry_out(
    planned: WritePlan, tree: Mapping[str, str], folder: Path, proof: Callable[[], None] | None
) -> list[str]:
    """Stage and prove the files, move them into place, and return where edited ones are saved."""
    with cleared_on_failure(folder):
        # What users keep is staged as generated: the proof is about the generated files.
        files = {**tree, **planned.wanted}
        paths = files if proof else planned.journal.put
        _write_files({path: files[path] for path in paths}, staged_in(folder))
        if proof:
            proof()
    return journal.commit(planned.journal, folder)


def recover(folder: Path) -> list[str]:
    """Complete what a run that died has begun; return where files that were edited are saved."""
    folder = Path(os.path.realpath(folder))
    if kind(folder / STAGE) == "nothing":
        return []
    with exclusive(folder):
        return journal.recover(folder)


def _refuse_other_kinds(folder: Path) -> None:
    found = kind(folder)
    if found not in {"nothing", "folder"}:
        raise input_error("foreign-output", f"{folder.as_posix()} is a {found}, not a folder")


def _refuse_foreign(folder: Path, force: bool) -> None:
    found = {path.name for path in folder.iterdir()} - {STAGE}
    if found and not force and kind(folder / LOCK) != "file":
        raise input_error(
            "foreign-output",
            f"{folder.as_posix()} is not empty and was not written by specquilt",
            help="choose another folder, or pass --force",
        )


def _refuse_edited(planned: WritePlan, folder: Path, shown: Path) -> NoReturn:
    # Most runs find no edit: they do not need these modules, either.
    from specquilt.output.edits import refusal

    raise refusal(planned, folder, shown)


def _write_files(tree: Mapping[str, str], folder: Path) -> None:
    for parent in {folder, *((folder / path).parent for path in tree)}:
        parent.mkdir(parents=True, exist_ok=True)
    for path, text in tree.items():
        put(folder / path, text.encode())


@contextmanager
def _removed_on_failure(folders: list[Path]) -> Iterator[None]:
    """Remove folders that a run has created, the innermost first, if it fails."""
    try:
        yield
    except BaseException:
        for folder in folders:
            with suppress(OSError):  # there is something in it
                folder.rmdir()
        raise


@contextmanager
def cleared_on_failure(folder: Path) -> Iterator[None]:
    """Remove what a run has staged in a folder if it fails."""
    try:
        yield
    except BaseException:
        journal.clear(folder)
        raise
