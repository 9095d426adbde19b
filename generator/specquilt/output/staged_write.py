"""Writes a distribution as a whole, or leaves the folder as it was."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from specquilt.openapi.finding import input_error
from specquilt.output import lock
from specquilt.output.lock import LOCK

Prove = Callable[[Path, list[str]], None]
"""Raises `InputError` if what stands in a staged folder must not take the place of the old one."""


def write(
    tree: dict[str, str],
    folder: Path,
    *,
    force: bool = False,
    prove: Prove = lambda _staged, _changed: None,
) -> list[str]:
    """Replace what was written to a folder before; files of others in it stay.

    The files are written beside the folder, proved there, and then moved into place.

    Args:
        tree: the files, by path; the lock, which lists the others, is one of them.
        folder: where they go.
        force: write into a folder that holds files of others but nothing of specquilt's.
        prove: is asked about the staged folder and the paths that have changed, before the move.

    Returns:
        the paths of the files that have changed.

    Raises:
        InputError: the folder belongs to others, a link in it leads elsewhere, or the proof fails.
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
    """Refuse links where files or folders of ours belong: they lead to places of others."""
    places = {parent for path in tree for parent in (Path(path), *Path(path).parents)} - {Path()}
    links = sorted(str(place) for place in places if (folder / place).is_symlink())
    if links:
        message = f"{folder / links[0]} is a link, and specquilt writes files of its own there"
        raise input_error("foreign-output", message, help="remove the link, or choose a folder")


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
    """Put the staged folder in place; what others have put into the old one comes along."""
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
