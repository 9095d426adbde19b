"""What a run is going to do to an output folder, and which edits of the user that concerns.

The lock says which content of a file is not edited, and it may be lost. It is believed no further:
it cannot have files removed that it does not know, nor files that links lead to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

from specquilt.openapi.dataclass import dataclass
from specquilt.output import blocks, lock
from specquilt.output.digests import content_of, digest
from specquilt.output.journal import Journal
from specquilt.output.lock import LOCK, README, Lock
from specquilt.output.places import digests_of, kind, obstacles

Keeps: TypeAlias = Callable[[str], bool]
"""Returns whether a file, once it exists, belongs to the user."""


@dataclass(frozen=True)
class WritePlan:
    """What a run is going to do.

    Args:
        wanted: the files that belong in the folder, by path, with what users have written in them;
            without the files that they keep.
        journal: the changes that are to be made.
        edited: paths of edited files that would be replaced or removed.
        missing: paths of files that were written before, and have been deleted since.
        is_known: whether the lock lists the files that were written before.
    """

    wanted: Mapping[str, str]
    journal: Journal
    edited: list[str]
    missing: list[str]
    is_known: bool


def plan(tree: Mapping[str, str], folder: Path, keeps: Keeps) -> WritePlan:
    """Return what has to be done so that a folder has the files of a tree.

    Raises:
        InputError: a managed block is broken.
    """
    known = lock.read(str(folder))
    wanted, digests = with_own_text(tree, folder, keeps, known)
    gone = [path for path in known.files if path not in tree and not keeps(path)]
    removed = [path for path in gone if _is_removable(folder, path)]
    current = digests_of(folder, [*wanted, *removed])
    before = {**digests, LOCK: current.get(LOCK, "")}  # the lock is never edited
    changed = [path for path, text in wanted.items() if current[path] != digest([text.encode()])]
    put, remove = (
        {path: _unedited(f"{folder}/{path}", current[path], before.get(path, "")) for path in paths}
        for paths in (changed, removed)
    )
    edited = sorted(path for path, own in (put | remove).items() if current[path] not in {"", own})
    missing = [path for path in changed if path in known.files and not current[path]]
    return WritePlan(wanted, Journal(put, remove), edited, missing, bool(known.files))


def with_own_text(
    tree: Mapping[str, str], folder: Path, keeps: Keeps, known: Lock
) -> tuple[dict[str, str], dict[str, str]]:
    """Return the files that a run may write, with what users have written in them.

    Args:
        tree: the generated files, by path.
        folder: the output folder.
        keeps: which files belong to the user.
        known: the lock of the folder.

    Returns:
        the files, and digests by path of content on disk that holds no edit to lose.

    Raises:
        InputError: a managed block is broken.
    """
    wanted = {path: text for path, text in tree.items() if not _is_kept(folder, path, keeps)}
    digests, made = dict(known.files), wanted.get(README, "")
    page = _own_page(folder / README, known) if made else b""
    if page:
        text, place = page.decode(), str(folder / README)
        is_edited = blocks.edited(text, made, known.blocks, place)
        digests[README] = "" if is_edited else digest([page])
        wanted[README] = blocks.merged(text, made, known.blocks)
    return wanted, digests


def _is_kept(folder: Path, path: str, keeps: Keeps) -> bool:
    return keeps(path) and kind(folder / path) != "nothing"


def _own_page(path: Path, known: Lock) -> bytes:
    """Return a page with managed blocks that is not just as it was written; empty otherwise."""
    content = content_of(str(path)) if kind(path) == "file" else None
    is_own = blocks.text_of(content) and digest([content or b""]) != known.files.get(path.name)
    return content or b"" if is_own else b""


def _unedited(path: str, current: str, known: str) -> str:
    """Return the digest of what may be lost of a file: Git may have changed its line ends.

    Args:
        path: of the file.
        current: its digest; empty if there is none.
        known: the digest of what was written.
    """
    if current in {"", known}:
        return known
    plain = (content_of(path) or b"").replace(b"\r\n", b"\n")
    return current if digest([plain]) == known else known


def _is_removable(folder: Path, path: str) -> bool:
    return not any(obstacles(folder, [path])) and kind(folder / path) == "file"
