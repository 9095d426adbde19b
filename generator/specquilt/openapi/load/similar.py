"""Suggests files for a path that leads to none."""

from __future__ import annotations

import difflib
import os
from pathlib import Path

_OTHERWISE = "check the spelling and the current folder"
_MOST = 1000
"""Entries of a folder that are compared."""


def similar_files(path: Path) -> str:
    """Return which files may be meant: with the other separator, or of a similar name beside it."""
    slashed = Path(os.fspath(path).replace("\\", "/"))
    found = [slashed] if slashed.exists() else _beside(path)
    shown = " or ".join(each.as_posix() for each in found)
    return f"did you mean {shown}?" if found else _OTHERWISE


def _beside(path: Path) -> list[Path]:
    """Return files whose names without suffix are similar: suffixes are similar in all of a folder."""
    try:
        names = sorted(os.listdir(path.parent))[:_MOST]
    except OSError:
        return []
    close = difflib.get_close_matches(
        path.stem, {Path(name).stem for name in names}, n=3, cutoff=0.8
    )
    return [path.with_name(name) for name in names if Path(name).stem in close]
