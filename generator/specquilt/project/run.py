"""What the stages of a run share and hand on."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import field
from typing import TYPE_CHECKING

from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.document import Document
from specquilt.openapi.finding import Finding
from specquilt.openapi.page import Page
from specquilt.openapi.part_memory import PartMemory
from specquilt.project import remembered
from specquilt.project.configuration import Job
from specquilt.project.policy import Findings
from specquilt.rules.engine.known import Known

if TYPE_CHECKING:
    from specquilt.python.extensions.extension import Extension
    from specquilt.python.surface.types import Surface

Progress = Callable[[str], None]
"""Gets the name of each stage."""


def silent(_: str) -> None:
    """Show no progress."""


@dataclass(frozen=True)
class Sources:
    """What was read: pages, and the fragments on them as they were published."""

    pages: list[Page]
    supplement_pages: list[Page]
    fragments: list[Document]
    supplements: list[Document]
    findings: list[Finding]

    @property
    def files(self) -> set[str]:
        """The paths of all pages."""
        return {page.path for page in (*self.pages, *self.supplement_pages)}


@dataclass
class Run:
    """What the stages of a run share.

    Args:
        job: what to do.
        progress: shows the stages.
        findings: what the stages have found.
        before_overlay: what rules found before the overlay was applied.
        began: when the run began, in nanoseconds since the epoch.
        extensions: classes of the user, by the generated class that inherits from them.
        known: what the rules have found in parts of documents.
        parts: what is known of parts of documents.
    """

    job: Job
    progress: Progress = silent
    findings: Findings = field(init=False)
    before_overlay: list[Finding] = field(default_factory=list)
    began: int = field(default_factory=time.time_ns)
    extensions: dict[str, Extension] = field(default_factory=dict)
    known: Known = field(default_factory=Known)
    parts: PartMemory = field(default_factory=PartMemory)

    def __post_init__(self) -> None:
        self.findings = Findings(self.job)


def run_of(job: Job, progress: Progress, *, reuse: bool) -> Run:
    """Return a run that shares with others what is known of parts of documents, and found in them.

    Args:
        reuse: whether to read what earlier runs have kept.
    """
    known, parts = remembered.known(reuse=reuse), remembered.parts(reuse=reuse)
    return Run(job, progress, known=known, parts=parts)


@dataclass(frozen=True)
class Merged:
    """The document, what was found on the way, and the sources it came from."""

    document: Document
    findings: list[Finding]
    sources: Sources


@dataclass(frozen=True)
class Output:
    """Everything that a run writes: the document, and the files of the distribution.

    Args:
        operations: ``METHOD /path`` of each operation of the document.
        stand_ins: modules in place of the user's own, by path, for the smoke import.
    """

    job: Job
    surface: Surface
    operations: list[str]
    document: str
    files: dict[str, str]
    findings: list[Finding]
    stand_ins: dict[str, str] = field(default_factory=dict)
