"""What is in a folder: everything, with its kind, its mode and its content."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import TypeAlias

from specquilt.output.lock import LOCK, listed
from specquilt.output.places import kind

Snapshot: TypeAlias = dict[str, tuple[str, int, bytes]]
"""Kind, mode, and content or target, by path."""


def snapshot(folder: Path) -> Snapshot:
    """Return all that is in a folder."""
    return {path.relative_to(folder).as_posix(): _seen(path) for path in folder.rglob("*")}


def locked(files: dict[str, str]) -> dict[str, str]:
    """Return a tree: files with the lock that lists them."""
    return files | {LOCK: json.dumps({"files": listed(files)})}


def _seen(path: Path) -> tuple[str, int, bytes]:
    found, mode = kind(path), stat.S_IMODE(path.lstat().st_mode)
    if found == "file":
        return found, mode, path.read_bytes()
    return found, mode, str(path.readlink()).encode() if found == "link" else b""


TREE = locked({"README.md": "Hello.\n", "thing/__init__.py": "X = 1\n", "thing/a.py": "Y = 2\n"})
OTHER = locked({"README.md": "Bye.\n", "thing/__init__.py": "X = 1\n"})
