"""Baselines: files with known findings, which are not reported."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

from specquilt.openapi.dataclass import dataclass
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
class BaselineEntry:
    """One known finding.

    Args:
        rule: id of the rule.
        path: path of the file with the finding, relative to the baseline.
        pointer: JSON Pointer of the finding.
        fingerprint: see `report.fingerprint`. Does not change when lines move.
        message: message of the finding, for readers of the file.
        reason: reason for accepting the finding, written by the user.
    """

    rule: str
    path: str
    pointer: str
    fingerprint: str
    message: str = ""
    reason: str = ""

    @property
    def key(self) -> _Key:
        """The values that identify the finding."""
        return self.path, self.fingerprint


@dataclass(frozen=True)
class Baseline:
    """The content of a baseline file, or an empty baseline that is not yet written.

    Args:
        path: path of the file.
        entries: the known findings.
        origin: location of the file. None if it does not exist yet.
    """

    path: Path
    entries: tuple[BaselineEntry, ...] = ()
    origin: Origin | None = None

    def split(self, findings: Iterable[Finding]) -> tuple[list[Finding], list[Finding]]:
        """Return the new findings and the known findings."""
        known, sides = {entry.key for entry in self.entries}, (list[Finding](), list[Finding]())
        for finding in findings:
            sides[not finding.repaired and self._entry(finding).key in known].append(finding)
        return sides

    def unused(
        self, known: Iterable[Finding], concerns: Callable[[BaselineEntry], bool]
    ) -> list[BaselineEntry]:
        """Return the entries that match no finding.

        Args:
            known: the known findings of this run.
            concerns: returns whether this run could have matched an entry.
        """
        used = {self._entry(finding).key for finding in known}
        return [each for each in self.entries if each.key not in used and concerns(each)]

    def extended(self, findings: Iterable[Finding]) -> Baseline:
        """Return the baseline with new findings added. Existing entries keep their reason."""
        entries = {entry.key: entry for entry in self.entries}
        for finding in findings:
            entry = self._entry(finding)
            entries.setdefault(entry.key, entry)
        return Baseline(self.path, tuple(entries.values()), self.origin)

    def without(self, entries: Iterable[BaselineEntry]) -> Baseline:
        """Return the baseline without some entries."""
        removed = set(entries)
        kept = tuple(entry for entry in self.entries if entry not in removed)
        return Baseline(self.path, kept, self.origin)

    def findings(self, unused: Iterable[BaselineEntry]) -> Iterator[Finding]:
        """Yield a warning for each unused entry."""
        for entry in unused:
            pointer = ("findings", self.entries.index(entry))
            yield Finding(
                "unused-baseline-entry",
                Severity.WARNING,
                f"no {entry.rule} finding in {entry.path} at {entry.pointer or '/'}",
                self.origin.below(pointer) if self.origin else None,
                pointer,
                help="remove the entry: `specquilt lint --prune-baseline`",
            )

    def text(self) -> str:
        """Return the content of the file. Entries are sorted to keep diffs small."""
        order = sorted(self.entries, key=lambda entry: (entry.path, entry.pointer, entry.rule))
        entries = [{key: getattr(entry, key) for key in _KEYS} for entry in order]
        content = {"version": VERSION, "findings": entries}
        return json.dumps(content, indent=2, ensure_ascii=False) + "\n"

    def _entry(self, finding: Finding) -> BaselineEntry:
        path = finding.location.path if finding.location else ""
        return BaselineEntry(
            rule=finding.rule,
            path=self._relative(path) if path else "",
            pointer=show(finding.pointer),
            fingerprint=fingerprint(finding),
            message=finding.message,
        )

    def _relative(self, path: str) -> str:
        return os.path.relpath(path, self.path.parent).replace(os.sep, "/")


def read(path: Path) -> Baseline:
    """Return the baseline in a file.

    Raises:
        InputError: the file is missing, unreadable, or not a valid baseline.
    """
    block = Block(path.as_posix(), text_of(path))
    data = block.load()
    faults = [
        Finding("baseline-invalid", Severity.ERROR, message, Origin(block, pointer), pointer)
        for pointer, message in _faults(data)
    ]
    if faults:
        raise InputError(*faults)
    entries = tuple(BaselineEntry(**entry) for entry in data["findings"])
    return Baseline(path, entries, Origin(block))


def _faults(data: Any) -> Iterator[tuple[Pointer, str]]:
    if not isinstance(data, dict) or not isinstance(data.get("findings"), list):
        yield (), 'not a baseline; expected {"version": 1, "findings": [...]}'
        return
    if data.get("version") != VERSION:
        yield ("version",), f"unsupported version {data.get('version')}; expected {VERSION}"
    for index, entry in enumerate(data["findings"]):
        yield from ((("findings", index), message) for message in _faults_of_entry(entry))


def _faults_of_entry(entry: Any) -> Iterator[str]:
    if not isinstance(entry, dict):
        yield "an entry must be an object"
        return
    yield from (f"unknown key {key!r} in an entry" for key in entry if key not in _KEYS)
    yield from (f"{key!r} is required in an entry" for key in _REQUIRED if key not in entry)
    yield from (
        f"{key!r} must be a string"
        for key, value in entry.items()
        if key in _KEYS and not isinstance(value, str)
    )
