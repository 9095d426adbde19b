"""Paths inside a folder that anybody may have prepared: links, devices and folders in the way."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from specquilt.openapi.finding import input_error
from specquilt.output.digests import digest

_KINDS = (
    (stat.S_ISREG, "file"),
    (stat.S_ISDIR, "folder"),
    (stat.S_ISLNK, "link"),
    (stat.S_ISFIFO, "named pipe"),
    (stat.S_ISSOCK, "socket"),
)


def kind(path: Path) -> str:
    """Return what is at a path, as messages call it: "file", "folder", "link", "nothing" …"""
    try:
        mode = path.lstat().st_mode
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
    for path in sorted(paths):
        for place, found in obstacles(folder, path):
            if place not in removed:
                message = f"{folder / place} is a {found} where a file or folder is to be written"
                advice = f"remove the {found}, or choose another output folder"
                raise input_error("foreign-output", message, help=advice)


def obstacles(folder: Path, path: str) -> Iterator[tuple[str, str]]:
    """Yield what is in the way of a file, from the outermost folder inwards, and what it is."""
    parents = [str(parent) for parent in PurePosixPath(path).parents][-2::-1]
    for place, wanted in (*((parent, "folder") for parent in parents), (path, "file")):
        found = kind(folder / place)
        if found not in {"nothing", wanted}:
            yield place, found


def digest_of(path: Path) -> str:
    """Return the digest of a regular file, as the lock lists it; empty if there is none."""
    return digest([path.read_bytes()]) if kind(path) == "file" else ""
