"""Keeps texts between runs, in the user's own folder for caches.

An entry is found by a digest of all that it was made from. So it can be shared by all projects, and
never has to be updated. Whatever is wrong with an entry, it is as if there were none. Nothing heavy
is imported here.
"""

from __future__ import annotations

import os
import re
import stat
import sys
import time
from _thread import get_ident

from specquilt.output.digests import content_of, digest, files_below

VARIABLE = "SPECQUILT_CACHE"
"""Environment variable: ``off``, or the folder to use."""

LARGEST = 256 << 20
"""Bytes that all entries may take; the ones that have not been used for longest are removed."""

_SEAL = 64
"""Characters of the digest with which an entry begins."""
_DAY = 86_400.0
_ENTRY = r"[0-9a-f]{64}(\.[0-9]+)?"
"""Name of an entry, or of one that a run has begun to write; not compiled before it is needed."""


def key(*parts: str) -> str:
    """Return the key of what is made from some texts by this version of Python."""
    texts = (sys.version, *parts)
    return digest(text.encode("utf-8", "surrogatepass") for text in texts)


def read(key: str) -> str | None:
    """Return the text that was kept under a key; None if there is none."""
    folder = location()
    path = _path(folder, key) if folder else ""
    content = content_of(path) if path else None
    if content is None or digest([content[_SEAL:]]).encode() != content[:_SEAL]:
        return None
    _touch(path)
    return content[_SEAL:].decode()


def write(key: str, text: str) -> None:
    """Keep a text under a key; if that fails, it is made again the next time."""
    folder = location(create=True)
    if not folder:
        return
    path, content = _path(folder, key), text.encode()
    staged = f"{path}.{os.getpid()}{get_ident()}"
    try:
        with open(staged, "wb") as file:
            file.write(digest([content]).encode() + content)
        os.replace(staged, path)
    except OSError:  # the disk is full, for example
        return


def location(*, create: bool = False) -> str | None:
    """Return the folder of the cache; None if it is switched off, missing, or open to others."""
    chosen = os.environ.get(VARIABLE, "")
    folder = os.path.abspath(chosen) if chosen else default()
    if chosen == "off" or not os.path.isabs(folder):
        return None
    try:
        if create:
            os.makedirs(folder, mode=0o700, exist_ok=True)
        state = os.stat(folder)
    except (OSError, ValueError):
        return None
    return folder if stat.S_ISDIR(state.st_mode) and _is_private(state) else None


def prune(largest: int = LARGEST) -> None:
    """Remove the entries that have not been used for longest, until the others are few enough."""
    folder = location()
    entries = sorted(_entries(folder), reverse=True) if folder else []
    total = 0
    for _, size, path in entries:
        total += size
        if total > largest:
            _remove(path)


def default() -> str:
    """Return where this platform keeps caches."""
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        return os.path.join(os.environ.get("LOCALAPPDATA", home), "specquilt", "cache")
    if sys.platform == "darwin":
        return os.path.join(home, "Library", "Caches", "specquilt")
    # Relative paths are invalid there: XDG Base Directory Specification, section 3.
    wanted = os.environ.get("XDG_CACHE_HOME", "")
    return os.path.join(wanted if os.path.isabs(wanted) else f"{home}/.cache", "specquilt")


def _is_private(state: os.stat_result) -> bool:
    """Return whether no other user can write to a folder; Windows keeps profiles private itself."""
    if sys.platform == "win32":
        return True
    return state.st_uid == os.geteuid() and not state.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _path(folder: str, key: str) -> str:
    return os.path.join(folder, key)


def _entries(folder: str) -> list[tuple[float, int, str]]:
    """Return when each entry was last used, its size and its path; other files are left alone."""
    found = []
    for path in files_below(folder):
        name = os.path.basename(path)
        if re.fullmatch(_ENTRY, name) and os.path.dirname(path) == folder:
            try:
                state = os.lstat(path)
            except OSError:  # another run has just removed it
                continue
            found.append((state.st_mtime, state.st_size, path))
    return found


def _touch(path: str) -> None:
    """Note that an entry has been used, to the day."""
    try:
        if os.stat(path).st_mtime < time.time() - _DAY:
            os.utime(path)
    except OSError:  # another run has just removed it
        return


def _remove(path: str) -> None:
    try:
        os.remove(path)
    except OSError:  # another run was faster, or it is not a file
        return
