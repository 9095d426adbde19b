"""Findings that somebody has looked at and lives with: rule, place, fingerprint, reason."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from specquilt.openapi.finding import Finding, InputError, Severity
from specquilt.openapi.load.block import Block
from specquilt.openapi.load.decode import text_of
from specquilt.openapi.pointer import Pointer, show
from specquilt.openapi.provenance import Origin
from specquilt.report.fingerprint import fingerprint

VERSION = 1

_KEYS = ("rule", "path", "pointer", "fingerprint", "message", "reason")
_REQUIRED = _KEYS[:4]
_Key: TypeAlias = tuple[str, str]


@dataclass(frozen=True)
class Entry:
    """One known finding.

    Args:
        path: the file it is in, from the folder of the baseline.
        fingerprint: see `report.fingerprint`; stays the same when lines move.
        message, reason: for people; only the reason is theirs to write.
    """

    rule: str
    path: str
    pointer: str
    fingerprint: str
    message: str = ""
    reason: str = ""

    @property
    def key(self) -> _Key:
        """What a finding must equal to be this one."""
        return self.path, self.fingerprint


@dataclass(frozen=True)
class Baseline:
    """A baseline file, or an empty one that is not written yet."""

    path: Path
    entries: tuple[Entry, ...] = ()
    origin: Origin | None = None

    def split(self, findings: Iterable[Finding]) -> tuple[list[Finding], list[Finding]]:
        """Tell the findings that are new from those that are known."""
        known, sides = {entry.key for entry in self.entries}, (list[Finding](), list[Finding]())
        for finding in findings:
            sides[not finding.repaired and self._entry(finding).key in known].append(finding)
        return sides

    def unused(self, known: Iterable[Finding], concerns: Callable[[Entry], bool]) -> list[Entry]:
        """Return the entries without a finding, among those that this run could have used."""
        used = {self._entry(finding).key for finding in known}
        return [each for each in self.entries if each.key not in used and concerns(each)]

    def extended(self, findings: Iterable[Finding]) -> Baseline:
        """Add what is not in it yet; what is there keeps its reason."""
        entries = {entry.key: entry for entry in self.entries}
        for finding in findings:
            entry = self._entry(finding)
            entries.setdefault(entry.key, entry)
        return Baseline(self.path, tuple(entries.values()), self.origin)

    def without(self, entries: Iterable[Entry]) -> Baseline:
        """Leave entries out."""
        gone = set(entries)
        kept = tuple(entry for entry in self.entries if entry not in gone)
        return Baseline(self.path, kept, self.origin)

    def findings(self, unused: Iterable[Entry]) -> Iterator[Finding]:
        """Warn of entries that nothing matches."""
        for entry in unused:
            pointer = ("findings", self.entries.index(entry))
            yield Finding(
                "unused-baseline-entry",
                Severity.WARNING,
                f"{entry.path} has no {entry.rule} at {entry.pointer or '/'} any more",
                self.origin.below(pointer) if self.origin else None,
                pointer,
                help="take the entry out: `specquilt lint --prune-baseline`",
            )

    def text(self) -> str:
        """Write the file; sorted, so that a change is a small difference."""
        order = sorted(self.entries, key=lambda entry: (entry.path, entry.pointer, entry.rule))
        entries = [{key: getattr(entry, key) for key in _KEYS} for entry in order]
        content = {"version": VERSION, "findings": entries}
        return json.dumps(content, indent=2, ensure_ascii=False) + "\n"

    def _entry(self, finding: Finding) -> Entry:
        path = finding.location.path if finding.location else ""
        return Entry(
            rule=finding.rule,
            path=self._relative(path) if path else "",
            pointer=show(finding.pointer),
            fingerprint=fingerprint(finding),
            message=finding.message,
        )

    def _relative(self, path: str) -> str:
        return os.path.relpath(path, self.path.parent).replace(os.sep, "/")


def read(path: Path) -> Baseline:
    """Read a baseline.

    Raises:
        InputError: the file is missing, unreadable, or no baseline.
    """
    block = Block(path.as_posix(), text_of(path))
    data = block.load()
    faults = [
        Finding("baseline-invalid", Severity.ERROR, message, Origin(block, pointer), pointer)
        for pointer, message in _faults(data)
    ]
    if faults:
        raise InputError(*faults)
    entries = tuple(Entry(**entry) for entry in data["findings"])
    return Baseline(path, entries, Origin(block))


def _faults(data: Any) -> Iterator[tuple[Pointer, str]]:
    if not isinstance(data, dict) or not isinstance(data.get("findings"), list):
        yield (), 'a baseline is {"version": 1, "findings": [...]}'
        return
    if data.get("version") != VERSION:
        yield ("version",), f"version {data.get('version')} is not {VERSION}"
    for index, entry in enumerate(data["findings"]):
        yield from ((("findings", index), message) for message in _faults_of_entry(entry))


def _faults_of_entry(entry: Any) -> Iterator[str]:
    if not isinstance(entry, dict):
        yield "an entry is an object"
        return
    yield from (f"an entry has no key {key!r}" for key in entry if key not in _KEYS)
    yield from (f"an entry needs a {key!r}" for key in _REQUIRED if key not in entry)
    yield from (
        f"{key!r} is a string"
        for key, value in entry.items()
        if key in _KEYS and not isinstance(value, str)
    )
