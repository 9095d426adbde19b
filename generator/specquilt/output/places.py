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
    folders = {parent for path in files for parent in parents(path)}
    for place, found in _kinds(folder, files | folders):
        wanted = [
            what for what, places in (("file", files), ("folder", folders)) if place in places
        ]
        if found != "nothing" and wanted != [found]:
            yield place, found


def parents(path: str) -> Iterator[str]:
    """Yield the folders that a path leads through, the innermost first."""
    end = path.rfind("/")
    while end > 0:
        yield path[:end]
        end = path.rfind("/", 0, end)


def regular_files(folder: str, start: str = "") -> Iterator[str]:
    """Yield the paths of the regular files in a folder and its folders, with slashes."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from regular_files(entry.path, f"{start}{entry.name}/")
            elif entry.is_file(follow_symlinks=False):
                yield start + entry.name


def digests_of(folder: Path, paths: Iterable[str]) -> dict[str, str]:
    """Return the digests of files in a folder by path, each as `digest_of` does."""
    files = set(paths)
    folders = {parent for path in files for parent in parents(path)}
    found = {place: what for place, what in _kinds(folder, files | folders) if place in files}
    return {
        path: digest_of(f"{folder}/{path}") if what == "file" else ""
        for path, what in found.items()
    }


def digest_of(path: str | Path) -> str:
    """Return the digest of a regular file, as the lock lists it; empty if there is none."""
    return digest([content_of(str(path)) or b""]) if kind(path) == "file" else ""


def _kinds(folder: Path, places: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield what is at each place; nothing is looked for in a folder that is not there.

    Args:
        folder: where the places are.
        places: files and folders, with all folders that lead to them.
    """
    absent = set()
    for place in sorted(places):
        is_absent = place.rpartition("/")[0] in absent
        found = "nothing" if is_absent else kind(f"{folder}/{place}")
        if found == "nothing":
            absent.add(place)
        yield place, found
