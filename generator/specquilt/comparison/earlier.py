"""The revision that a package was generated from: the newest one with the files that its lock names."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

from specquilt.output.digests import content_of, digest
from specquilt.output.lock import Lock

_FEW = 20
"""How many commits of the files are looked at."""


def revision_of(lock: Lock, output: Path) -> str:
    """Return a revision, or nothing if no recent one has the files, or if they are the same now.

    Args:
        lock: What the package was generated from.
        output: Its folder.
    """
    files = {Path(os.path.realpath(output / name)): each for name, each in lock.inputs.items()}
    if not files or all(_digest(content_of(str(path))) == each for path, each in files.items()):
        return ""
    root = Path(_git(output.parent, "rev-parse", "--show-toplevel").strip() or os.devnull)
    if not all(path.is_relative_to(root) for path in files):
        return ""
    inside = {path.relative_to(root).as_posix(): each for path, each in files.items()}
    log = _git(
        root, "log", f"-{_FEW}", "--format=%h", "--", *(f":(top,literal){e}" for e in inside)
    )
    for number, revision in enumerate(log.split()):
        if _has(root, revision, inside):
            return revision if number else "HEAD"
    return ""


def _has(root: Path, revision: str, files: Mapping[str, str]) -> bool:
    """Return whether a revision has files with some digests."""
    names = "".join(f"{revision}:{path}\n" for path in files)
    command = ["git", "-C", str(root), "cat-file", "--batch"]
    done = subprocess.run(command, input=names.encode(), capture_output=True, check=False)
    found = _blobs(done.stdout, len(files))
    return all(_digest(each) == wanted for each, wanted in zip(found, files.values(), strict=True))


def _blobs(output: bytes, count: int) -> Iterator[bytes | None]:
    """Yield the contents that `git cat-file` has printed; None for what is missing."""
    start = 0
    for _ in range(count):
        end = output.find(b"\n", start)
        head = output[start:end].split()
        size = int(head[2]) if len(head) == 3 and head[1] == b"blob" else None
        yield None if size is None else output[end + 1 : end + 1 + size]
        start = end + 1 if size is None else end + size + 2


def _digest(content: bytes | None) -> str:
    return "" if content is None else digest([content])


def _git(folder: Path, *arguments: str) -> str:
    """Return what git prints; nothing without git, or outside of a repository."""
    command = ["git", "-C", str(folder), *arguments]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return ""
