"""Writes a distribution as a whole, or leaves the folder as it was."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from specquilt.emit.lock import LOCK, read_lock
from specquilt.finding import input_error


def write(tree: dict[str, str], folder: Path, *, force: bool = False) -> list[str]:
    """Replace what was written to a folder before; files of others in it stay.

    The files are written beside the folder, compiled and imported there, and then moved into place.

    Args:
        tree: the files, by path; the lock, which lists the others, is one of them.
        folder: where they go.
        force: write into a folder that holds files of others but nothing of specquilt's.

    Returns:
        the paths of the files that have changed.

    Raises:
        InputError: the folder belongs to others, or the package does not compile or import.
    """
    _refuse_foreign(folder, force)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as stage:
        staged = Path(stage) / folder.name
        _write_files(tree, staged)
        _compile(tree, staged)
        _import(tree, staged)
        changed = _changes(tree, folder)
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
            help="choose another folder, or say that it may be written to",
        )


def _write_files(tree: dict[str, str], folder: Path) -> None:
    for path, text in tree.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode())


def _compile(tree: dict[str, str], folder: Path) -> None:
    for path in _python(tree):
        try:
            compile(tree[path], str(folder / path), "exec", dont_inherit=True)
        except (SyntaxError, ValueError) as error:
            raise input_error("broken-output", f"{path} does not compile: {error}") from None


def _import(tree: dict[str, str], folder: Path) -> None:
    """Import every generated module of the package in another interpreter."""
    names = sorted({_module(path) for path in _python(tree) if _is_ours_to_prove(path)})
    if not names:
        return
    script = f"import importlib\nfor name in {names!r}:\n    importlib.import_module(name)\n"
    result = subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ | {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        reason = result.stderr.strip().rpartition("\n")[2]
        raise input_error("broken-output", f"the package does not import: {reason}")


def _is_ours_to_prove(path: str) -> bool:
    """Leave out the copied runtime: it is tested, and parts of it need extras to be imported."""
    return "/" in path and "/_runtime/" not in path


def _module(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _python(tree: Iterable[str]) -> list[str]:
    return [path for path in tree if path.endswith(".py")]


def _changes(tree: dict[str, str], folder: Path) -> list[str]:
    gone = set(read_lock(folder)) - set(tree)
    differing = (path for path, text in tree.items() if _content(folder / path) != text.encode())
    return sorted({*gone, *differing})


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _exchange(tree: dict[str, str], staged: Path, folder: Path, old: Path) -> None:
    """Put the staged folder in place; what others have put into the old one comes along."""
    ours = {*read_lock(folder), *tree}
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
        if foreign and not path.is_dir():
            (staged / relative).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, staged / relative, follow_symlinks=False)
