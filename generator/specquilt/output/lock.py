"""The lock of an output: what it was made from, and the files that were written.

It lies in the output folder, so anybody may have written it: a lock that is broken in any way is
treated as if there were none. Nothing heavy is imported here.
"""

from __future__ import annotations

import json
import os
import posixpath
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from specquilt.output import cache
from specquilt.output.digests import LARGEST, content_of, digest, digest_of_file, files_below
from specquilt.output.inputs import Inputs, relative
from specquilt.output.tool import tool_digest, versions

LOCK = "specquilt.lock"
PULL_LOCK = "specquilt.pull.lock"
"""What was pulled from sites, in their order; it lies beside a configuration."""
README = "README.md"
CHANGELOG = "CHANGELOG.md"
"""The page with managed blocks."""
STAGE = ".specquilt-stage"
"""Folder in the output folder: files of a run that is writing them, or that has died so."""

_TYPES: dict[str, type] = {
    "versions": dict,
    "tool": str,
    "arguments": dict,
    "folders": list,
    "inputs": dict,
    "document": dict,
    "files": dict,
    "calls": dict,
    "models": dict,
    "kept": list,
    "blocks": dict,
}

_LARGEST_LOCK = 32 << 20
_UNKNOWN = ""
"""In place of the digest of an input that has changed while it was read."""
_LONGEST_NAME = 255
"""Bytes that file systems take for the name of a file or folder."""


class Lock:
    """What a lock says; every part is empty if there is none.

    Args:
        versions: of specquilt and its backends, by name.
        tool: digest of what made the output.
        arguments: what the build was asked for: see `Inputs`.
        folders: input folders, whose files are among the inputs.
        inputs: digests of the files that were read, by path from the output folder.
        document: digest of the document, by path from the output folder; empty if it is not wanted.
        files: digests of the files in the output folder, by path.
        calls: the calls of operations, by their ids: they stay.
        models: the classes of schemas, by their ids: they stay.
        kept: paths of files that belong to the user, once they exist.
        blocks: digests of the managed blocks of the README, by name.
    """

    def __init__(
        self,
        *,
        versions: dict[str, str] | None = None,
        tool: str = "",
        arguments: dict[str, Any] | None = None,
        folders: list[str] | None = None,
        inputs: dict[str, str] | None = None,
        document: dict[str, str] | None = None,
        files: dict[str, str] | None = None,
        calls: dict[str, str] | None = None,
        models: dict[str, str] | None = None,
        kept: list[str] | None = None,
        blocks: dict[str, str] | None = None,
    ) -> None:
        self.versions, self.tool = versions or {}, tool
        self.arguments, self.folders, self.inputs = arguments or {}, folders or [], inputs or {}
        self.document, self.files = document or {}, files or {}
        self.calls, self.models = calls or {}, models or {}
        self.kept, self.blocks = kept or [], blocks or {}


def read(folder: str) -> Lock:
    """Return the lock in a folder; an empty one if there is none, or if it is broken."""
    return parse(_content(folder))


def parse(content: bytes) -> Lock:
    """Return what the text of a lock says; an empty lock if it is broken."""
    try:
        parts = json.loads(content)
    except (ValueError, RecursionError):
        return Lock()
    if not isinstance(parts, dict):
        return Lock()
    known = {part: parts[part] for part in _TYPES if part in parts}
    if not all(_is_sound(*part) for part in known.items()):
        return Lock()
    lock = Lock(**known)
    return lock if all(map(is_inside, lock.files)) else Lock()


def text(
    inputs: Inputs,
    paths: Iterable[str],
    document: tuple[str, str] | None,
    files: Mapping[str, str],
    began: int = sys.maxsize,
    calls: Mapping[str, str] = MappingProxyType({}),
    models: Mapping[str, str] = MappingProxyType({}),
    kept: Iterable[str] = (),
) -> str:
    """Write the lock of an output.

    Args:
        inputs: what the build was asked for.
        paths: the files and folders that were read.
        document: path and text of the document, if it is wanted.
        files: texts by path, relative to the output folder, without the lock itself.
        began: when the run began, in nanoseconds since the epoch: a file that has been written
            since may be another one than the one that was read, and is not current.
        calls, models: the published names, by the ids of operations and schemas.
        kept: paths of files that belong to the user.
    """
    output, names = inputs.output, [relative(path, inputs.output) for path in paths]
    folders = sorted({name for name in names if os.path.isdir(_path(output, name))})
    below = [file for folder in folders for file in _files_below(output, folder)]
    named = {*names, *below}.difference(folders)
    lock = Lock(
        versions=versions(),
        tool=tool_digest(),
        arguments=inputs.arguments,
        folders=folders,
        inputs={name: _digest_of_input(_path(output, name), began) for name in sorted(named)},
        document={relative(document[0], output): _digest(document[1])} if document else {},
        calls=dict(sorted(calls.items())),
        models=dict(sorted(models.items())),
        files=listed(files, kept),
        kept=sorted(kept),
        blocks=_blocks(files.get(README, "")),
    )
    return json.dumps(vars(lock), indent=2) + "\n"


def _digest_of_input(path: str, began: int) -> str:
    try:
        is_newer = began < os.stat(path).st_mtime_ns <= time.time_ns()
    except OSError:
        is_newer = True
    found = None if is_newer else digest_of_file(path)
    return found.digest if found else _UNKNOWN


def listed(files: Mapping[str, str], kept: Iterable[str] = ()) -> dict[str, str]:
    """Return the digests of texts, as a lock lists them."""
    return {path: _digest(files[path]) for path in sorted({*files}.difference(kept, [LOCK]))}


def is_current(inputs: Inputs) -> bool:
    """Return whether the files on disk are what a build would write, judging by the lock alone.

    Anybody can write a lock, and digests that fit. So only one that specquilt has written for this
    user is believed, and that is remembered elsewhere; after a run that found others, it is.
    """
    output, content = inputs.output, _content(inputs.output)
    lock = parse(content)
    known = {**lock.inputs, **lock.document, **lock.files}
    return (
        bool(lock.files)
        and lock.arguments == inputs.arguments
        and all(_is_known(lock, output, folder) for folder in lock.folders)
        and lock.tool == tool_digest()
        and cache.get(*_written(content.decode(errors="surrogateescape"))) is not None
        and not os.path.lexists(os.path.join(output, STAGE))
        and all(os.path.lexists(_path(output, name)) for name in lock.kept)
        and _are_unchanged(output, known, lock.blocks)
    )


def remember(text: str) -> None:
    """Remember that a lock is ours: its files are what comes of its inputs."""
    cache.put("", *_written(text))


def _written(text: str) -> tuple[str, str]:
    return "lock", text


def _content(folder: str) -> bytes:
    return content_of(os.path.join(folder, LOCK), _LARGEST_LOCK) or b""


def _is_known(lock: Lock, output: str, folder: str) -> bool:
    """Return whether no file has been added to an input folder; stop at the first that has been."""
    return all(file in lock.inputs for file in _files_below(output, folder))


def _are_unchanged(output: str, digests: Mapping[str, str], own: Mapping[str, str]) -> bool:
    """Compare files with their digests; a forged lock could name many, so there is a limit.

    On a page with managed blocks, only these count.
    """
    left = LARGEST
    for name, expected in digests.items():
        path = _path(output, name)
        found = digest_of_file(path, left)
        if found is None or (
            found.digest != expected and not (name == README and _are_own(path, own))
        ):
            return False
        left -= found.size
    return True


def _blocks(page: str) -> dict[str, str]:
    from specquilt.output import blocks

    return blocks.digests(page)


def _are_own(page: str, digests: Mapping[str, str]) -> bool:
    """Return whether all that differs on a page with managed blocks is around them."""
    from specquilt.output import blocks

    return bool(digests) and blocks.is_unchanged(content_of(page) or b"", digests)


def _files_below(output: str, folder: str) -> Iterator[str]:
    for path in files_below(_path(output, folder)):
        yield relative(path, output)


def _path(output: str, name: str) -> str:
    """Return the path of a name in a lock: `..` is taken off the text, wherever links lead."""
    return os.path.normpath(os.path.join(os.path.abspath(output), name))


def _digest(text: str) -> str:
    return digest([text.encode()])


def _is_sound(part: str, value: Any) -> bool:
    """Return whether a part of a lock has the type that it should have."""
    items = value.values() if isinstance(value, dict) else value
    is_sound = isinstance(value, _TYPES[part])
    return is_sound and (part == "arguments" or all(isinstance(item, str) for item in items))


def is_inside(name: str) -> bool:
    """Return whether a name is one of a file in the folder: a lock must not reach others."""
    parts = name.split("/")
    return (
        name == posixpath.normpath(name)
        and not {".", "..", ""}.intersection(parts)
        and not {"\0", "\\"}.intersection(name)
        and all(map(_is_file_name, parts))
    )


def _is_file_name(text: str) -> bool:
    try:
        return len(text.encode()) <= _LONGEST_NAME
    except UnicodeEncodeError:  # a lone surrogate, which is in no name that is written
        return False
