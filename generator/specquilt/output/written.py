"""The list of the files that specquilt has written to a folder, each with its hash."""

from __future__ import annotations

import json
from pathlib import Path

from specquilt.output.lock import LOCK

__all__ = ["LOCK", "read_lock"]


def read_lock(folder: Path) -> dict[str, str]:
    """Return the hashes of the files that were written to a folder; empty if there is no lock."""
    try:
        listed = json.loads((folder / LOCK).read_text("utf-8"))["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return {str(path): str(digest) for path, digest in listed.items() if _is_inside(str(path))}


def _is_inside(path: str) -> bool:
    """Say whether a path of a lock stays in its folder: a lock is not trusted to delete others."""
    parts = Path(path).parts
    return not Path(path).is_absolute() and ".." not in parts
