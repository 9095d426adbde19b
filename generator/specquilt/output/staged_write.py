"""Writes a distribution atomically: a failed run leaves the previous one in place."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from specquilt.openapi.finding import input_error
from specquilt.output import lock
from specquilt.output.lock import LOCK

Prove = Callable[[Path, list[str]], None]
"""Raises `InputError` if a staged folder must not replace the previous one."""


def write(
    tree: dict[str, str],
    folder: Path,
    *,
    force: bool = False,
    prove: Prove = lambda _staged, _changed: None,
) -> list[str]:
    """Replace the files that were written to a folder before, and keep all others in it.

    The files are written beside the folder, proved there, and then moved into place.

    Args:
        tree: the files, by path; the lock, which lists the others, is one of them.
        folder: where they go.
        force: write into a folder that contains other files and was not written by specquilt.
        prove: called with the staged folder and the paths that have changed, before the move.

    Returns:
        the paths of the files that have changed.

    Raises:
        InputError: the folder was not written by specquilt, a link is in the way, or the proof
            fails.
    """
    folder = folder.resolve()
    _refuse_foreign(folder, force)
    _refuse_links(tree, folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as stage:
        staged = Path(stage) / folder.name
        _write_files(tree, staged)
        changed = _changes(tree, folder)
        prove(staged, changed)
        if changed:
            _exchange(tree, staged, folder, Path(stage) / "old")
    return changed


def _refuse_foreign(folder: Path, force: bool) -> None:
    if folder.exists() and not folder.is_dir():
        raise input_error("foreign-output", f"{folder} is a file, not a folder")
    if folder.is_dir() and not force and any(folder.iterdir()) and not (folder / LOCK).is_file():
        raise input_error(
            "foreign-output",
            f"{folder} is not empty and was not written by specquilt",
            help="choose another folder, or pass --force",
        )


def _refuse_links(tree: dict[str, str], folder: Path) -> None:
    """Refuse links in place of files or folders to write: they may lead anywhere."""
    places = {parent for path in tree for parent in (Path(path), *Path(path).parents)} - {Path()}
    links = sorted(str(place) for place in places if (folder / place).is_symlink())
    if links:
        message = f"{folder / links[0]} is a link, and would be written through"
        raise input_error(
            "foreign-output", message, help="remove the link, or choose another folder"
        )


def _write_files(tree: dict[str, str], folder: Path) -> None:
    for path, text in tree.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode())


def _changes(tree: dict[str, str], folder: Path) -> list[str]:
    gone = set(lock.read(str(folder)).files) - set(tree)
    differing = (path for path, text in tree.items() if _content(folder / path) != text.encode())
    return sorted({*gone, *differing})


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _exchange(tree: dict[str, str], staged: Path, folder: Path, old: Path) -> None:
    """Move the staged folder into place, with the files of the old one that are not ours."""
    ours = {*lock.read(str(folder)).files, *tree}
    if folder.exists():
        _bring_along(folder, staged, ours)
        folder.rename(old)
    try:
        staged.rename(folder)
    except OSError:
        if old.exists():
            old.rename(folder)
        raise


def _bring_along(folder: Path, staged: Path, ours: set[str]) -> None:
    for path in folder.rglob("*"):
        relative = path.relative_to(folder)
        foreign = relative.as_posix() not in ours and "__pycache__" not in relative.parts
        if foreign and (path.is_symlink() or not path.is_dir()):
            (staged / relative).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, staged / relative, follow_symlinks=False)
