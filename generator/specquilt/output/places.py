"""Paths inside a folder that anybody may have prepared: links, devices and folders in the way."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from specquilt.openapi.finding import input_error
from specquilt.output.digests import content_of, digest

_KINDS = (
    (stat.S_ISREG, "file"),
    (stat.S_ISDIR, "folder"),
    (stat.S_ISLNK, "link"),
    (stat.S_ISFIFO, "named pipe"),
    (stat.S_ISSOCK, "socket"),
)


def kind(path: str | Path) -> str:
    """Return what is at a path, as messages call it: "file", "folder", "link", "nothing" …"""
    try:
        mode = os.lstat(path).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return "nothing"
    return next((name for is_kind, name in _KINDS if is_kind(mode)), "device")


def refuse_obstacles(folder: Path, paths: Iterable[str], leaving: Iterable[str] = ()) -> None:
    """Refuse to write where something else is in place of a file, or of a folder that it is in.

    Args:
        folder: the folder that the paths start from.
        paths: files to write.
        leaving: files that are removed first, and are no obstacles.

    Raises:
        InputError: there is one; a link, for example, could lead anywhere.
    """
    removed = set(leaving)
    for place, found in obstacles(folder, paths):
        if place not in removed:
            message = f"{folder / place} is a {found} where a file or folder is to be written"
            advice = f"remove the {found}, or choose another output folder"
            raise input_error("foreign-output", message, help=advice)


def obstacles(folder: Path, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield what is in the way of files, the outermost folders first, and what it is."""
    files = set(paths)
    parents = {parent for path in files for parent in _parents(path)}
    for place in sorted(files | parents):
        found = kind(f"{folder}/{place}")
        wanted = [
            what for what, places in (("file", files), ("folder", parents)) if place in places
        ]
        if found != "nothing" and wanted != [found]:
            yield place, found


def _parents(path: str) -> Iterator[str]:
    end = path.rfind("/")
    while end > 0:
        yield path[:end]
        end = path.rfind("/", 0, end)


def digest_of(path: str | Path) -> str:
    """Return the digest of a regular file, as the lock lists it; empty if there is none."""
    return digest([content_of(str(path)) or b""]) if kind(path) == "file" else ""
