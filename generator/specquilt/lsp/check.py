"""Checks one text of an editor, as `specquilt lint FILE` would."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from specquilt import linting, pipeline
from specquilt.library.failures import reported
from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.document import Document
from specquilt.openapi.finding import Finding, InputError
from specquilt.openapi.load import lines, received, yaml_loader
from specquilt.project import configuration
from specquilt.project.configuration import Job
from specquilt.project.read import FILE_NAME
from specquilt.report.spans import Span, span_of
from specquilt.rules.engine.known import Known
from specquilt.sources.elsewhere import ELSEWHERE
from specquilt.sources.folder import WITHOUT_SPECIFICATION

_NOT_OURS = {WITHOUT_SPECIFICATION, ELSEWHERE}
"""What is said of files that are about something else: an editor shows them, too."""

LONGEST_KEPT = 4 << 20
"""Characters of texts whose nodes are kept: their values will be located."""


@dataclass(frozen=True)
class CheckedText:
    """A text, and what has been found in it.

    Args:
        lines: its lines, without their ends.
        job: what has been linted.
        fragments: the documents in it.
        findings: those that are about this text, each with its place.
    """

    lines: list[str]
    job: Job
    fragments: list[Document]
    findings: list[tuple[Span, Finding]]


class Checker:
    """Checks the versions of one file. What has not changed is not checked again.

    Args:
        path: the file, which need not exist.
    """

    _LONGEST = 500
    """Versions after which what is remembered of the first of them is forgotten."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.known = Known()
        self._count = 0

    def check(self, texts: Mapping[Path, str]) -> CheckedText:
        """Check the file.

        Args:
            texts: what editors have open: this file and others, which it may refer to.
        """
        self._count += 1
        if self._count % self._LONGEST == 0:
            self.known = Known()
        unsaved = {path: text.encode("utf-8", "replace") for path, text in texts.items()}
        with received.unsaved(unsaved), yaml_loader.kept(LONGEST_KEPT):
            fragments, found, job = self._found()
            rows = lines.split(texts[self.path])
            places = [(span_of(each.location, rows), each) for each in found if self._is_here(each)]
        return CheckedText(rows, job, fragments, places)

    def _found(self) -> tuple[list[Document], list[Finding], Job]:
        job = _job(self.path)
        try:
            with reported():
                sources = pipeline.read_sources(job)
                findings = linting.lint(job, sources, self.known)
                return [*sources.fragments, *sources.supplements], findings, job
        except InputError as error:
            found = [each for each in error.findings if each.rule not in _NOT_OURS]
            return [], found, job

    def _is_here(self, finding: Finding) -> bool:
        return finding.location is None or Path(finding.location.path) == self.path


def _job(path: Path) -> Job:
    """Return the job of a file, with the severities of the configuration that reads it."""
    job = configuration.from_sources([path])
    for folder in path.parents:
        if (folder / FILE_NAME).is_file():
            lint = _lint_table(folder / FILE_NAME, path)
            return Job({**job.written, "lint": lint}) if lint else job
    return job


def _lint_table(config: Path, path: Path) -> dict[str, object]:
    try:
        job = configuration.load(config)
    except InputError:  # it is being edited, too
        return {}
    read = [each.resolve() for each in (*job.pages, *job.supplements)]
    is_read = any(path.resolve().is_relative_to(each) for each in read)
    severity = job.written.get("lint", {}).get("severity")
    return {"severity": severity} if is_read and severity else {}
