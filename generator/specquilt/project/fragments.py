"""From pages to fragments in which every object has its shape."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from specquilt.merge.merge import fragment_of
from specquilt.openapi.document import Document
from specquilt.openapi.finding import Finding
from specquilt.openapi.page import Page
from specquilt.project.configuration import Job
from specquilt.repair.shapes import reshape
from specquilt.sources.bundle import bundled
from specquilt.sources.swagger.convert import converted
from specquilt.validate.malformed import (
    refuse_excessive,
    refuse_foreign,
    refuse_malformed,
    without_messages,
)

FACTOR = 10
"""How many times as much as the limits allow there may be before the selection."""


def fragments_of(pages: list[Page], job: Job) -> tuple[list[Document], list[Finding]]:
    """Return the fragments of pages, once all of them have the shape of OpenAPI 3.

    Swagger 2.0 is converted after other files have been included, which are Swagger 2.0 as well.
    """
    fragments, findings = without_messages([fragment_of(page) for page in pages if page.fragment])
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
    news = [*duplicates, *findings, *(each for _, found in conversions for each in found)]
    return shaped(documents, news, job)


def shaped(
    fragments: Iterable[Document], findings: list[Finding], job: Job
) -> tuple[list[Document], list[Finding]]:
    """Return the fragments with all objects in shape, and all findings."""
    results = [reshape(fragment) for fragment in fragments]
    # The wanted operations may be few: what is too large is decided when they have been selected.
    refuse_excessive((each.nodes for each in results), job.limits, factor=FACTOR)
    news = (finding for each in results for finding in each.findings)
    return [each.document for each in results], [*findings, *news]


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
