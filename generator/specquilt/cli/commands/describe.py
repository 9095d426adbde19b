"""``specquilt describe``: the title and the body of a pull request."""

from __future__ import annotations

import subprocess
from argparse import Namespace
from pathlib import Path

from specquilt.cli import streams
from specquilt.cli.console import Console
from specquilt.openapi.finding import input_error
from specquilt.project.read import find
from specquilt.pull import lock
from specquilt.pull.description import Description, SourceChange, changes


def run(arguments: Namespace, _console: Console) -> int:
    """Describe what has changed in the working tree since the last commit; 1 if nothing has."""
    files = _changed_files()
    description = Description(
        sources=[change for folder in _folders() for change in _changes(folder)],
        files=files,
        said=_text(arguments.said),
        calls=_text(arguments.diff),
    )
    if files:
        streams.result(f"{description.title()}\n" if arguments.title else description.body())
    return 0 if files else 1


def _folders() -> list[Path]:
    return [Path(file).parent for file in find()]


def _changes(folder: Path) -> list[SourceChange]:
    committed = lock.parse(_git("show", f"HEAD:./{(folder / lock.FILE).as_posix()}"))
    return list(changes(committed.files, lock.read(folder)))


def _changed_files() -> list[str]:
    """Return the paths of files that differ from the last commit, as far as Git does not ignore them."""
    if not _git("rev-parse", "--verify", "--quiet", "HEAD"):
        raise input_error(
            "missing-file",
            "this folder is in no Git repository, or that has no commit",
            help="run it where the changes are",
        )
    names = _git("diff", "--name-only", "--relative", "-z", "HEAD")
    names += _git("ls-files", "--others", "--exclude-standard", "-z")
    return sorted(name.decode("utf-8", "backslashreplace") for name in names.split(b"\0") if name)


def _git(*arguments: str) -> bytes:
    """Return what Git prints; nothing if it fails."""
    done = subprocess.run(["git", *arguments], capture_output=True, check=False)
    return done.stdout if done.returncode == 0 else b""


def _text(path: Path | None) -> str:
    return path.read_text(encoding="utf-8", errors="replace") if path else ""
