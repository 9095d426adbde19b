"""From pages to fragments in which every object has its shape."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

from specquilt.merging.merge import fragment_of
from specquilt.openapi.document import Document
from specquilt.openapi.finding import Finding
from specquilt.openapi.page import Page
from specquilt.openapi.part_memory import PartMemory
from specquilt.project.configuration import Job
from specquilt.repair.shapes import reshape, with_components
from specquilt.sources.bundle import bundled
from specquilt.sources.sections import has_places, sections_of
from specquilt.sources.swagger import converted
from specquilt.validate.malformed import (
    refuse_excessive,
    refuse_foreign,
    refuse_malformed,
    without_messages,
)

FACTOR = 10
"""How many times as much as the limits allow there may be before the selection."""


def fragments_of(
    pages: list[Page], job: Job, parts: PartMemory | None = None
) -> tuple[list[Document], list[Finding]]:
    """Return the fragments of pages, once all of them have the shape of OpenAPI 3.

    Swagger 2.0 is converted after other files have been included, which are Swagger 2.0 as well.

    Args:
        pages: the pages.
        job: its limits and folders apply.
        parts: what is known of parts of documents, if others share it.
    """
    written = [fragment_of(page, parts) for page in pages if page.fragment]
    fragments, findings = without_messages(written)
    fragments, lost = _with_sections(fragments, job)
    results = [bundled(fragment, _folders(fragment, job), job.max_files) for fragment in fragments]
    duplicates = [
        *(each for page in pages if page.fragment for each in page.fragment.findings),
        *(each for _, found in results for each in found),
    ]
    conversions = [converted(bundle) for bundle, _ in results]
    documents = [document for document, _ in conversions]
    refuse_foreign(documents)
    if job.is_strict:
        refuse_malformed(documents, duplicates)
    news = [*duplicates, *findings, *lost, *(each for _, found in conversions for each in found)]
    return shaped(documents, news, job)


def _with_sections(fragments: list[Document], job: Job) -> tuple[list[Document], list[Finding]]:
    """Return the fragments with components of the right shape: what is in other files goes there."""
    if job.is_strict or all(has_places(each.data, sections_of(each.data)[1]) for each in fragments):
        return fragments, []
    results = [with_components(each) for each in fragments]
    return [document for document, _ in results], [each for _, found in results for each in found]


def shaped(
    fragments: Sequence[Document], findings: list[Finding], job: Job
) -> tuple[list[Document], list[Finding]]:
    """Return the fragments with all objects in shape, and all findings.

    Args:
        fragments: the fragments.
        findings: what has been found before.
        job: its limits apply.
    """
    results = [reshape(each) for each in fragments]
    documents = [document for document, _ in results]
    # The wanted operations may be few: what is too large is decided when they have been selected.
    refuse_excessive(documents, job.limits, factor=FACTOR)
    return documents, [*findings, *_once(each for _, found in results for each in found)]


def _once(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings without what pages repeat: each has a copy of the components it uses."""
    distinct: dict[object, Finding] = {}
    for finding in findings:
        is_shared = finding.pointer[:1] == ("components",)
        key = (finding.rule, finding.pointer, finding.message) if is_shared else id(finding)
        distinct.setdefault(key, finding)
    return list(distinct.values())


def _folders(fragment: Document, job: Job) -> tuple[Path, ...]:
    """Return the folders of referenced files: configured, or those of a document named alone."""
    if job.config or fragment.page is None:
        return job.references
    folder = Path(fragment.page.path).resolve().parent
    return (folder, *_repository(folder))


def _repository(folder: Path) -> list[Path]:
    """Return the Git repository of a folder. One in the home folder is not about the document."""
    around = (each for each in (folder, *folder.parents) if (each / ".git").exists())
    return [each for each in islice(around, 1) if each != Path.home()]
