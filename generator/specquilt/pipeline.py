"""The stages, one a line: read this file and you have the map."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from specquilt.merge.sew import Patches, fragment_of, sew
from specquilt.openapi.document import Document
from specquilt.openapi.dump import to_yaml
from specquilt.openapi.finding import Finding, Fix
from specquilt.openapi.operations import operation_names
from specquilt.openapi.page import Page
from specquilt.output import lock
from specquilt.overlay import apply as overlays
from specquilt.overlay import read as overlay_files
from specquilt.project.configuration import Job
from specquilt.project.policy import distinct, weighed
from specquilt.rules.engine import book
from specquilt.select.apply import select
from specquilt.sources.bundle import bundled
from specquilt.sources.read import read
from specquilt.validate.malformed import refuse_malformed, without_messages

if TYPE_CHECKING:
    from specquilt.api.types import Api
    from specquilt.python.distribution import Tree

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Raw:
    """What was read: pages, and the fragments on them as they were published."""

    pages: list[Page]
    supplement_pages: list[Page]
    fragments: list[Document]
    supplements: list[Document]
    findings: list[Finding]


@dataclass(frozen=True)
class Sewn:
    """The document, what was found on the way, and the pages it came from."""

    document: Document
    findings: list[Finding]
    pages: list[Page]
    supplements: list[Page]


@dataclass(frozen=True)
class Output:
    """Everything that a run writes: the document, and the files of the distribution.

    Args:
        operations: ``METHOD /path`` of each operation of the document.
    """

    job: Job
    api: Api
    operations: list[str]
    document: str
    files: dict[str, str]
    findings: list[Finding]


def sewn(job: Job, progress: Progress = lambda _: None) -> Sewn:
    """Sew the document of a job: sources, rules, merge, overlay, selection, rules again.

    Raises:
        InputError: the input cannot be used.
    """
    progress("reading")
    return sewn_of(raw(job), job, progress)


def sewn_of(raw: Raw, job: Job, progress: Progress = lambda _: None) -> Sewn:
    """Sew what was read, as `sewn` does."""
    progress(f"mending {len(raw.fragments) + len(raw.supplements)} fragments")
    documents, mended = _mend_all(raw.fragments, job)
    supplements, mended_too = _mend_all(raw.supplements, job)
    progress("sewing")
    pages = (*raw.pages, *raw.supplement_pages)
    document, merged = sew(Patches(tuple(documents), tuple(supplements), pages, job.info))
    progress("applying the overlay")
    actions = overlay_files.read(job.overlay).actions if job.overlay else ()
    seen = book.lint(document) if actions else []
    document, corrected = overlays.apply(document, actions)
    refuse_malformed([document])
    chosen = select(document, job.choice)
    gone = {*operation_names(document.data)} - {*operation_names(chosen.data)}
    document, left = book.fix(chosen, job.refuse)
    by_hand = _gone(seen, left)
    findings = [*raw.findings, *mended, *mended_too, *merged, *by_hand, *corrected, *left]
    wanted = [finding for finding in findings if finding.operation not in gone]
    findings = weighed(distinct(wanted), job)
    return Sewn(document, findings, raw.pages, raw.supplement_pages)


def checked(job: Job, progress: Progress = lambda _: None) -> Sewn:
    """Sew the document of a job, and make sure that it is valid.

    Raises:
        InputError: the input cannot be used, or what comes out is not valid.
    """
    from specquilt.validate.validator import refuse_invalid

    result = sewn(job, progress)
    progress("validating")
    refuse_invalid(result.document)
    return result


def understood(job: Job, progress: Progress = lambda _: None) -> tuple[Api, Sewn]:
    """Turn the document of a job into the facts that rendering needs.

    Raises:
        InputError: the input cannot be used, or an operation cannot be generated.
    """
    from specquilt.api import build

    result = checked(job, progress)
    progress("naming")
    place = result.document.provenance.place
    settings = build.Settings(job.distribution, job.package, job.client_version, place)
    api, findings = build.build(result.document.data, settings)
    return api, replace(result, findings=weighed([*result.findings, *findings], job))


def generated(job: Job, progress: Progress = lambda _: None, *, reuse: bool = True) -> Output:
    """Make everything that a job writes.

    Args:
        reuse: take files from the output folder whose source has not changed.

    Raises:
        InputError: the input cannot be used; nothing has been written then.
    """
    from specquilt.output.earlier import earlier
    from specquilt.python import distribution

    api, result = understood(job, progress)
    made = distribution.make(api, earlier(job.client_output if reuse else None), progress)
    document = to_yaml(result.document.data) if job.document_output else ""
    files = made.files | _lock(job, result, made, document)
    operations = operation_names(result.document.data)
    return Output(job, api, operations, document, files, result.findings)


def _lock(job: Job, result: Sewn, made: Tree, document: str) -> dict[str, str]:
    """Return the lock, by its path; none if there is no folder that it could lie in."""
    if job.inputs is None:
        return {}
    traces = result.document.provenance.entries.values()
    origins = {origin.block.path for trace in traces for origin in trace}
    named = filter(None, (*job.pages, *job.supplements, job.config, job.overlay))
    wanted = (str(job.document_output), document) if job.document_output else None
    paths = {*origins, *map(str, named)}
    return {lock.LOCK: lock.text(job.inputs, paths, wanted, made.files, made.keys)}


def write(output: Output, force: bool = False) -> None:
    """Put everything in its place; the client first, because it is what can still fail.

    Raises:
        InputError: the output folder holds other files, or the package does not import.
    """
    from specquilt.output import staged_write, text_file
    from specquilt.python.smoke_import.check import proof

    if output.job.client_output:
        folder = output.job.client_output
        prove = proof(output.files, folder, output.operations)
        staged_write.write(output.files, folder, force=force, prove=prove)
    if output.job.document_output:
        text_file.write(output.job.document_output, output.document)


def difference(output: Output) -> str:
    """Return a unified diff from the files on disk to what this run would write."""
    from specquilt.output import text_file
    from specquilt.output.difference import diff

    lines: list[str] = []
    if output.job.document_output:
        lines.extend(text_file.difference(output.job.document_output, output.document))
    if output.job.client_output:
        lines.append(diff(output.files, output.job.client_output))
    return "".join(lines)


def raw(job: Job) -> Raw:
    """Read the sources of a job.

    Raises:
        InputError: something is missing or unreadable, or no OpenAPI 3.
    """
    pages, supplement_pages = read(job.pages), read(job.supplements)
    fragments, aside = _fragments(pages, job)
    supplements, aside_too = _fragments(supplement_pages, job)
    return Raw(pages, supplement_pages, fragments, supplements, [*aside, *aside_too])


def _mend_all(fragments: list[Document], job: Job) -> tuple[list[Document], list[Finding]]:
    parts = fragments if len(fragments) == 1 else [replace(each, pages=()) for each in fragments]
    results = [book.fix(part, job.refuse) for part in parts]
    repaired = [finding for _, found in results for finding in found if finding.repaired]
    refuse_malformed(document for document, _ in results)
    return [document for document, _ in results], repaired


def _fragments(pages: list[Page], job: Job) -> tuple[list[Document], list[Finding]]:
    """Return the fragments of pages, once all of them have the rough shape of OpenAPI 3."""
    fragments, findings = without_messages([fragment_of(page) for page in pages if page.fragment])
    bundles = [bundled(fragment, _folders(fragment, job)) for fragment in fragments]
    refuse_malformed(bundles)
    return bundles, findings


def _folders(fragment: Document, job: Job) -> tuple[Path, ...]:
    """Return where references may lead: by the configuration, or beside a document named alone."""
    if job.config or fragment.page is None:
        return job.references
    return (Path(fragment.page.path).parent,)


def _gone(before: list[Finding], after: list[Finding]) -> list[Finding]:
    """Return what the overlay has mended; what a hand has written is no guess."""
    remaining = {(finding.rule, finding.message) for finding in after}
    return [
        replace(finding, repaired=True, fix=Fix.SAFE)
        for finding in before
        if (finding.rule, finding.message) not in remaining
    ]
