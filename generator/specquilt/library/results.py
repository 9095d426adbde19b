"""What the functions return. Nothing in a result refers to files that may change later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from specquilt.openapi.finding import Finding, Severity


@dataclass(frozen=True)
class GenerateResult:
    """A generated distribution.

    Args:
        package: the import name of the package.
        output: the folder that it was written to; None if it was not written.
        files: the text of each file, by its path in that folder.
        written: paths of the files that have changed there.
        operations: ``METHOD /path`` of each operation.
        findings: what was found, and what was done about it.
    """

    package: str
    output: Path | None
    files: Mapping[str, str]
    written: tuple[str, ...]
    operations: tuple[str, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class MergeResult:
    """A valid document.

    Args:
        document: the document as plain JSON values.
        operations: ``METHOD /path`` of each operation.
        findings: what was found, and what was done about it.
    """

    document: dict[str, Any]
    operations: tuple[str, ...]
    findings: tuple[Finding, ...]

    def to_yaml(self) -> str:
        """Return the text that `specquilt merge` writes."""
        from specquilt.openapi.dump import to_yaml

        return to_yaml(self.document)


@dataclass(frozen=True)
class LintResult:
    """What is wrong with sources.

    Args:
        findings: sorted by file and line, without those that the baseline knows.
        known: those that the baseline of the configuration knows.
    """

    findings: tuple[Finding, ...]
    known: tuple[Finding, ...] = ()

    def fails(self, least: Severity | str = Severity.ERROR) -> bool:
        """Return whether something that is not fixed has at least a severity."""
        from specquilt.linting import fails

        return fails(self.findings, Severity(least))
