"""The files that a document refers to: only those in allowed folders are read, each once."""

from __future__ import annotations

import os
import re
from dataclasses import field, replace
from pathlib import Path
from typing import Any

from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.document import clone
from specquilt.openapi.finding import Finding, InputError, Locatable, input_error
from specquilt.openapi.limits import advice
from specquilt.openapi.load.block import Block
from specquilt.openapi.load.decode import text_of
from specquilt.openapi.pointer import Pointer, resolve, show
from specquilt.openapi.provenance import Origin
from specquilt.openapi.references import split_reference

_MISSING = ("missing-file", "unresolved-reference")
_NOT_RELATIVE = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:|^/|[\\\x00]")


@dataclass(frozen=True)
class FileTarget:
    """The target of a reference, in one of the files.

    Args:
        referrer: Location of the reference, for messages. Not compared.
    """

    file: Path
    pointer: Pointer
    referrer: Locatable | None = field(default=None, compare=False)


@dataclass(frozen=True)
class _Source:
    """The text and value of a file, and its duplicate keys."""

    block: Block
    data: Any
    findings: tuple[Finding, ...] = ()


class ReferencedFiles:
    """The document's file and those that it refers to.

    Args:
        main: Path of the document's file.
        allowed: Folders that references may point into.
        block: The text of the document.
        data: The document.
        most: How many other files there may be.
    """

    def __init__(
        self, main: Path, allowed: tuple[Path, ...], block: Block, data: Any, most: int
    ) -> None:
        self.main, self._allowed, self._most = main, allowed, most
        self._sources = {main: _Source(block, data)}
        self._missing: dict[FileTarget, Finding] = {}

    @property
    def findings(self) -> list[Finding]:
        """Missing targets, and the duplicate keys in all files but the document's."""
        duplicates = [each for source in self._sources.values() for each in source.findings]
        return [*self._missing.values(), *duplicates]

    def target(self, reference: Any, file: Path, place: Locatable | None) -> FileTarget | None:
        """Return the target of a reference, or None if it stays unchanged."""
        if not isinstance(reference, str) or (reference.startswith("#") and file == self.main):
            return None
        try:
            name, pointer = split_reference(reference)
            if _NOT_RELATIVE.search(name):
                return None
            path = (file.parent / name).resolve() if name else file
        except (LookupError, ValueError, OSError, RuntimeError):  # bad pointer, path or link
            return None
        target = FileTarget(path, pointer, place)
        allowed = path == self.main or any(_is_inside(path, each) for each in self._allowed)
        return target if allowed else None

    def has(self, target: FileTarget) -> bool:
        """Return whether a target exists. One that does not is a finding.

        Raises:
            InputError: The target is unreadable.
        """
        if target in self._missing:
            return False
        try:
            self.value(target)
        except InputError as error:
            (fault,) = error.findings[:1]
            if fault.rule not in _MISSING:
                raise
            self._missing[target] = fault
        return target not in self._missing

    def value(self, target: FileTarget) -> Any:
        """Return a copy of a target's value.

        Raises:
            InputError: The target does not exist or is unreadable.
        """
        source = self._source(target)
        try:
            value = resolve(source.data, target.pointer)
        except (LookupError, ValueError):
            message = f"{show(target.pointer)!r} does not exist in this file"
            error = input_error("unresolved-reference", message, source.block.location(1))
            raise _with_reference(error, target) from None
        return clone(value)

    def _source(self, target: FileTarget) -> _Source:
        path = target.file
        if path not in self._sources:
            if len(self._sources) > self._most:  # the document is one of them
                message = f"references to more than {self._most:,} files"
                help = advice("files", 2 * self._most)
                raise input_error("document-too-large", message, target.referrer, help)
            try:
                self._sources[path] = _read(path)
            except InputError as error:
                raise _with_reference(error, target) from None
        return self._sources[path]

    def origin(self, target: FileTarget) -> Origin:
        return Origin(self._source(target).block, target.pointer)


def _is_inside(path: Path, folder: Path) -> bool:
    """Return whether a file is in a folder, and not hidden there as `.env` and `.git` are."""
    below = path.relative_to(folder).parts if path.is_relative_to(folder) else (".",)
    return not any(part.startswith(".") for part in below)


def _read(path: Path) -> _Source:
    shown = Path(os.path.relpath(path))
    block = Block(shown.as_posix(), text_of(shown))
    data, findings = block.read()
    return _Source(block, data, tuple(findings))


def _with_reference(error: InputError, target: FileTarget) -> InputError:
    """Add the reference to the findings. It is the location of a missing file's finding."""
    return InputError(*(_with_referrer(finding, target.referrer) for finding in error.findings))


def _with_referrer(finding: Finding, referrer: Locatable | None) -> Finding:
    if referrer is None:
        return finding
    if finding.rule == "missing-file" and finding.location:
        message = f"{finding.location.path}: {finding.message}"
        return replace(finding, message=message, place=referrer)
    return replace(finding, related=(*finding.related, referrer))
