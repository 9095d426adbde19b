"""The stages, one a line: read this file and you have the map.

read_sources → fix_fragments → merge_fragments → apply_overlay → select_operations → fix_document
→ validate → read_api → name_api → render → write
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from specquilt.merging.key_order import sort_keys
from specquilt.merging.merge import MergeInput, merge
from specquilt.openapi.document import Document
from specquilt.openapi.dump import to_yaml
from specquilt.openapi.operations import operation_names
from specquilt.openapi.part_memory import PartMemory
from specquilt.openapi.plural import counted
from specquilt.project.configuration import Job
from specquilt.project.fragments import FACTOR, fragments_of, shaped
from specquilt.project.keys import Settings
from specquilt.project.locked import lock_of, names_to_keep
from specquilt.project.run import Merged, Output, Progress, Run, Sources, run_of, silent
from specquilt.python.names.calls import calls_of
from specquilt.repair.outcome import fixed_by_hand, rewritten
from specquilt.rules.engine import book
from specquilt.select.apply import select
from specquilt.sources.read import read
from specquilt.validate.malformed import refuse_empty, refuse_excessive, refuse_malformed

if TYPE_CHECKING:
    from specquilt.api.types import Api
    from specquilt.output.staged_write import Written
    from specquilt.python.surface.types import Surface


def generate(job: Job, progress: Progress = silent, *, reuse: bool = True) -> Output:
    """Make everything that a job writes.

    Args:
        reuse: take from the cache what has been made before.

    Raises:
        InputError: the input cannot be used; nothing has been written.
    """
    run = run_of(job, progress, reuse=reuse)
    sources = read_sources(job, progress, run.parts)
    document = validate(make_document(sources, run), run)
    refuse_empty(document)
    surface = name_api(read_api(document, run), document, run)
    files = render(surface, run, reuse)
    return _output(document, surface, files, run)


def make_document(sources: Sources, run: Run) -> Document:
    """Make the document of a run from its sources.

    Raises:
        InputError: the sources cannot be used.
    """
    run.findings.add(sources.findings)
    fixed = fix_fragments(sources, run)
    document = merge_fragments(fixed, run)
    document = apply_overlay(document, run)
    document = apply_names(document, run)
    document = select_operations(document, run)
    return fix_document(document, run)


def document_of(job: Job, progress: Progress = silent) -> Merged:
    """Return the document of a job, valid or not.

    Raises:
        InputError: the sources cannot be used.
    """
    run, sources = Run(job, progress), read_sources(job, progress)
    document = make_document(sources, run)
    return Merged(sort_keys(document), run.findings.result(), sources)


def valid_document_of(job: Job, progress: Progress = silent) -> Merged:
    """Return the document of a job.

    Raises:
        InputError: the sources cannot be used, or the document is not valid.
    """
    run, sources = Run(job, progress), read_sources(job, progress)
    document = validate(make_document(sources, run), run)
    return Merged(sort_keys(document), run.findings.served(), sources)


def api_of(job: Job) -> Api:
    """Return the facts about the API of a job.

    Raises:
        InputError: the sources cannot be used, or no client can be generated.
    """
    return read_api(valid_document_of(job).document, Run(job))


def surface_of(job: Job) -> Surface:
    """Return the names and types of the package of a job.

    Raises:
        InputError: the sources cannot be used, or no client can be generated.
    """
    document, run = valid_document_of(job).document, Run(job)
    return name_api(read_api(document, run), document, run)


def read_sources(job: Job, progress: Progress = silent, parts: PartMemory | None = None) -> Sources:
    """Read the pages of a job.

    Args:
        parts: what is known of parts of documents from earlier runs.

    Raises:
        InputError: a file is missing or unreadable, or is neither OpenAPI 3 nor Swagger 2.0.
    """
    progress("reading")
    pages, unused = read(job.pages, job.left_out, _order_of_site(job))
    supplement_pages, unused_too = read(job.supplements, job.left_out)
    fragments, aside = fragments_of(pages, job, parts)
    supplements, aside_too = fragments_of(supplement_pages, job, parts)
    findings = [*unused, *unused_too, *aside, *aside_too]
    return Sources(pages, supplement_pages, fragments, supplements, findings)


def _order_of_site(job: Job) -> list[str]:
    if not (job.pull_sources and job.config):
        return []
    from specquilt.pull.lock import order_of_site

    return order_of_site(job.config)


def fix_fragments(sources: Sources, run: Run) -> MergeInput:
    """Apply the rules to each fragment alone, so that equal schemas are equal when compared."""
    run.progress(f"fixing {counted(len(sources.fragments + sources.supplements), 'fragment')}")
    fragments = _fix_all(sources.fragments, run)
    supplements = _fix_all(sources.supplements, run)
    pages = (*sources.pages, *sources.supplement_pages)
    return MergeInput(tuple(fragments), tuple(supplements), pages, run.job.info, run.job.is_strict)


def merge_fragments(fixed: MergeInput, run: Run) -> Document:
    """Make one document of the fragments."""
    run.progress("merging")
    document, findings = merge(fixed)
    run.findings.add(findings)
    return document


def apply_overlay(document: Document, run: Run) -> Document:
    """Apply the corrections by hand."""
    if not run.job.overlay:
        return document
    # Most runs have no overlay: they do not need its modules, either.
    from specquilt.overlay import apply, read

    run.progress("applying the overlay")
    run.before_overlay = book.lint(document)
    changed, findings = apply.apply(document, read.read(run.job.overlay).actions)
    run.findings.correct(rewritten(document, changed, run.findings.collected))
    run.findings.add(findings)
    document = changed
    refuse_malformed([document])
    refuse_excessive([document], run.job.limits, factor=FACTOR)
    return document


def apply_names(document: Document, run: Run) -> Document:
    """Apply the names and the base URL of the configuration."""
    if not (run.job.names or run.job.base_url):
        return document
    from specquilt.overlay import names

    if run.job.base_url:
        document = names.apply_base_url(document, run.job.base_url)
    if not run.job.names:
        return document
    return names.apply_names(document, run.job.names, run.job.places(Settings.names))


def select_operations(document: Document, run: Run) -> Document:
    """Take the wanted operations, and what they refer to."""
    published = cache(lambda: names_to_keep(document, run.job).calls)
    chosen = select(document, run.job.choice, lambda data: calls_of(data, published()))
    run.findings.exclude({*operation_names(document.data)} - {*operation_names(chosen.data)})
    refuse_excessive([chosen], run.job.limits)
    return chosen


def fix_document(document: Document, run: Run) -> Document:
    """Apply the rules to the document as a whole."""
    document, findings = book.fix(document, run.job.refuse, run.known)
    run.findings.add(fixed_by_hand(run.before_overlay, findings))
    run.findings.add(findings)
    return document


def validate(document: Document, run: Run) -> Document:
    """Make the document valid: complete what breaks the standard, or leave it out.

    Raises:
        InputError: it is not valid, and faults are to be refused, or cannot be repaired.
    """
    run.progress("validating")
    if run.job.is_strict:
        from specquilt.validate.validator import refuse_invalid

        refuse_invalid(document)
        return document
    from specquilt.repair.whole import make_usable
    from specquilt.validate.reported import Reported

    document, findings = make_usable(document, Reported(run.findings.unrepaired))
    run.findings.add(findings)
    return document


def read_api(document: Document, run: Run) -> Api:
    """Turn the document into facts about the API.

    Raises:
        InputError: an operation cannot be generated.
    """
    from specquilt.api import build

    run.progress("naming")
    everything = run.job.models == "all"
    api, findings = build.build(document.data, document.provenance.place, all_models=everything)
    run.findings.add(findings)
    return api


def name_api(api: Api, document: Document, run: Run) -> Surface:
    """Give everything its name in Python.

    Raises:
        InputError: an alias stands for nothing, or its name is taken.
    """
    from specquilt.project.naming import named

    surface, findings = named(api, document, run.job)
    run.findings.add_decisions(findings)
    return surface


def render(surface: Surface, run: Run, reuse: bool) -> dict[str, str]:
    """Make the files of the distribution, or reuse those that have been made before."""
    from specquilt.project.publication import publication_of
    from specquilt.python import distribution

    if run.job.extend:
        from specquilt.project.seams import find_extensions

        find_extensions(surface, run)
    publication = publication_of(run.job)
    return distribution.make(surface, run.progress, publication, run.extensions, reuse=reuse)


def report_seams(files: dict[str, str], run: Run) -> dict[str, str]:
    """Report where code of the user and generated code do not fit; return what stands in for it."""
    if not (run.job.extend or run.job.keep):
        return {}
    from specquilt.project import seams

    return seams.report(files, run)


def write(output: Output, *, force: bool = False, overwrite: bool = False) -> Written | None:
    """Put everything in its place, the client first: it can still fail. Return what was done to it.

    Raises:
        EditedFilesError: edited files would be lost.
        InputError: the output folder holds other files, or the package does not import.
    """
    from specquilt.project import outputs

    return outputs.write(output, force=force, overwrite=overwrite)


def _output(document: Document, surface: Surface, made: dict[str, str], run: Run) -> Output:
    stand_ins = report_seams(made, run)
    text = to_yaml(sort_keys(document).data) if run.job.document_output else ""
    files = made | lock_of(document, surface, text, made, run)
    findings, operations = run.findings.served(), operation_names(document.data)
    return Output(run.job, surface, operations, text, files, findings, stand_ins)


def _fix_all(fragments: list[Document], run: Run) -> list[Document]:
    parts = fragments if len(fragments) == 1 else [replace(each, pages=()) for each in fragments]
    results = [book.fix(part, run.job.refuse, run.known, reports=False) for part in parts]
    run.findings.add(each for _, findings in results for each in findings if each.repaired)
    fixed = [document for document, _ in results]
    documents, findings = shaped(fixed, [], run.job)
    run.findings.add(findings)
    return documents
