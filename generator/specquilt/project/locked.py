"""The lock of a run: what it says of the one before, and what it says of this one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from specquilt.openapi.document import Document
from specquilt.openapi.operations import CALL, operations
from specquilt.output import lock
from specquilt.project.configuration import Job
from specquilt.project.run import Run
from specquilt.python.names.published import PublishedNames, usable

if TYPE_CHECKING:
    from specquilt.python.surface.types import Surface


DECLARED = "declared-call"
"""The rule that reads the calls of other generators: nobody has chosen those for this client."""


def published_before(job: Job) -> PublishedNames:
    """Return the names in the lock of a job; none if there is no lock."""
    if job.client_output is None:
        return PublishedNames()
    before = lock.read(str(job.client_output))
    return PublishedNames(before.calls, before.models)


def names_to_keep(document: Document, job: Job) -> PublishedNames:
    """Return the names that the package has published, unless the user wants other ones."""
    if job.renames:
        return PublishedNames()
    return usable(published_before(job), {*_chosen(document)})


def _chosen(document: Document) -> Iterator[str]:
    """Yield the operations whose calls the user has chosen."""
    for each in operations(document.data):
        trace = document.provenance.trace((*each.pointer, CALL)) if CALL in each.value else ()
        if trace and trace[0].steps[-1:] != (DECLARED,):
            yield each.name


def lock_of(
    document: Document, surface: Surface, text: str, files: Mapping[str, str], run: Run
) -> dict[str, str]:
    """Return the lock of a run, by its path; none if there is no folder for it.

    Args:
        document: the document, which knows the files that it comes from.
        surface: the names of the package.
        text: the document as it is written.
        files: the generated files, by path.
        run: its job, and when it began.
    """
    job = run.job
    if job.inputs is None:
        return {}
    traces = document.provenance.entries.values()
    origins = {origin.block.path for trace in traces for origin in trace}
    named = filter(None, (*job.pages, *job.supplements, job.config, job.overlay))
    wanted = (str(job.document_output), text) if job.document_output else None
    paths = {*origins, *map(str, named)}
    names = surface.published
    made = lock.text(job.inputs, paths, wanted, files, run.began, names.calls, names.models)
    return {lock.LOCK: made}
