"""Moves staged files into an output folder so that a run that dies on the way can be completed.

Files are staged inside of the output folder. Once all are there, a journal is written that says
where they go; from then on the change will happen: this run completes it, or, if it dies, the next
one. Nothing else in the folder is moved or touched, nor is the folder itself.

The journal lies in the output folder, so anybody may have written it. It can only do what a run
may do: files that do not have the content that it knows are renamed, not overwritten.
"""

from __future__ import annotations

import json
import shutil
import signal
from collections.abc import Iterable, Mapping
from contextlib import suppress
from itertools import chain, count
from pathlib import Path

from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.uninterrupted import uninterrupted
from specquilt.output import text_file
from specquilt.output.lock import LOCK, STAGE, is_inside
from specquilt.output.places import (
    digest_of,
    kind,
    parents,
    refuse_obstacles,
    regular_files,
)

ORIGINAL = ".orig"
"""End of the name of a file that a user has edited, after it was replaced."""

_LONGEST_NAME = 240
"""Bytes of a name that gets another end."""

_JOURNAL = "journal.json"
_LARGEST = 32 << 20


@dataclass(frozen=True)
class Journal:
    """What is to be done; the digests are of the content that may be lost, empty if none may be.

    Args:
        put: files to move into place, with the digests of the files that they replace.
        remove: files to remove, with their digests.
    """

    put: Mapping[str, str]
    remove: Mapping[str, str]


def staged_in(folder: Path) -> Path:
    """Return the folder in which the files of an output folder are staged."""
    return folder / STAGE / "new"


def commit(journal: Journal, folder: Path) -> list[str]:
    """Move staged files into place, remove the stage, and return where edited files are saved.

    Raises:
        OSError: something could not be moved; the next run tries again.
    """
    draft = folder / STAGE / f"{_JOURNAL}.draft"
    text_file.put(draft, json.dumps(vars(journal)).encode())
    with uninterrupted(signal.SIGTERM):
        draft.replace(folder / STAGE / _JOURNAL)
        return _complete(journal, folder)


def recover(folder: Path) -> list[str]:
    """Complete what a run that died has begun, or clear it away; return as `commit` does."""
    if kind(folder / STAGE) == "nothing":
        return []
    journal = _read(folder)
    if journal is None:
        clear(folder)
        return []
    with uninterrupted(signal.SIGTERM):
        return _complete(journal, folder)


def clear(folder: Path) -> None:
    """Remove what is staged."""
    stage = folder / STAGE
    if kind(stage) == "folder":
        # Without its journal it is worth nothing, should this process die halfway.
        (stage / _JOURNAL).unlink(missing_ok=True)
        shutil.rmtree(stage)
    else:
        stage.unlink(missing_ok=True)


def _read(folder: Path) -> Journal | None:
    """Return the journal in a folder; None if there is none, or if it is not one of ours."""
    path = folder / STAGE / _JOURNAL
    if kind(folder / STAGE) != "folder" or kind(path) != "file" or path.stat().st_size > _LARGEST:
        return None
    try:
        parts = json.loads(path.read_bytes())
        journal = Journal(dict(parts["put"]), dict(parts["remove"]))
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    entries = [*journal.put.items(), *journal.remove.items()]
    is_sound = all(_is_sound(*entry) for entry in entries)
    return journal if is_sound else None


def _is_sound(path: object, known: object) -> bool:
    is_text = isinstance(path, str) and isinstance(known, str)
    return is_text and is_inside(str(path)) and str(path).partition("/")[0] != STAGE


def _complete(journal: Journal, folder: Path) -> list[str]:
    """Do what is left to do of a journal; the lock, which lists the files, is moved last."""
    staged = staged_in(folder)
    ready = {*regular_files(str(staged))} if kind(staged) == "folder" else set()
    left = [path for path in journal.put if path in ready]
    refuse_obstacles(staged, journal.put.keys() - ready)
    refuse_obstacles(folder, [*left, *journal.remove], journal.remove)
    saved = [_removed(folder, path, known) for path, known in journal.remove.items()]
    left = _after_new_folders(staged, folder, left, ready.difference(left))
    for path in sorted(left, key=lambda path: (path == LOCK, path)):
        saved.append(_put(staged, folder, path, journal.put[path]))
    clear(folder)
    return [path for path in saved if path]


def _after_new_folders(
    staged: Path, folder: Path, paths: Iterable[str], staying: Iterable[str]
) -> list[str]:
    """Move folders that there are none of at once, and return the files that are left to move.

    Most files of a first run are in such folders.

    Args:
        staged: where the files are.
        folder: where they go.
        paths: the files to move.
        staying: other staged files, whose folders cannot be moved.
    """
    mixed = {parent for path in staying for parent in parents(path)}
    moved: set[str] = set()
    for place in sorted({parent for path in paths for parent in parents(path)} - mixed):
        if place.rpartition("/")[0] in moved or _is_moved(staged / place, folder / place):
            moved.add(place)
    return [path for path in paths if path.rpartition("/")[0] not in moved]


def _is_moved(source: Path, target: Path) -> bool:
    """Move a folder if nothing is in its place, and return whether that has been done."""
    if kind(target) != "nothing":
        return False
    try:
        source.rename(target)
    except OSError:  # it is in no folder yet, or, on Windows, a process reads a file in it
        return False
    return True


def _removed(folder: Path, path: str, known: str) -> str:
    target = folder / path
    saved = _saved(folder, path) if digest_of(target) not in {"", known} else ""
    target.unlink(missing_ok=True)
    _drop_bytecode(target)
    for parent in [*target.relative_to(folder).parents][:-1]:
        with suppress(OSError):  # there are files of others in it
            (folder / parent).rmdir()
    return saved


def _put(staged: Path, folder: Path, path: str, known: str) -> str:
    source, target = staged / path, folder / path
    saved, before = "", digest_of(target)
    if before:
        shutil.copymode(target, source)
        is_edited = before != known and before != digest_of(source)
        saved = _saved(folder, path) if is_edited else ""
    elif not target.parent.is_dir():
        target.parent.mkdir(parents=True, exist_ok=True)
    source.replace(target)
    _drop_bytecode(target)
    return saved


def _saved(folder: Path, path: str) -> str:
    """Rename an edited file, and return its new path, which is beside it."""
    parent, slash, name = path.rpartition("/")
    # With its new end, the name must not be too long for the file system.
    base = parent + slash + name.encode()[:_LONGEST_NAME].decode(errors="ignore")
    ends = chain([ORIGINAL], (f"{ORIGINAL}.{number}" for number in count(1)))
    saved = next(base + end for end in ends if kind(folder / (base + end)) == "nothing")
    (folder / path).rename(folder / saved)
    return saved


def _drop_bytecode(module: Path) -> None:
    """Remove what Python has compiled from a module, which compares size and whole seconds only."""
    cache = module.parent / "__pycache__"
    if module.suffix != ".py" or kind(cache) != "folder":
        return
    for compiled in [*cache.glob(f"{module.stem}.*.pyc")]:
        compiled.unlink(missing_ok=True)
    with suppress(OSError):
        cache.rmdir()
