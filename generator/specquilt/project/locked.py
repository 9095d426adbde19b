"""The lock of a run: what it says of the one before, and what it says of this one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from specquilt.openapi.document import Document
from specquilt.openapi.operations import CALL, NAME, operations
from specquilt.openapi.pointer import Pointer, exists, parse
from specquilt.output import lock
from specquilt.project.configuration import Job
from specquilt.project.run import Run
from specquilt.python.names.published import PublishedNames, base_of, usable

if TYPE_CHECKING:
    from specquilt.python.surface.types import Surface


_DECLARED = {CALL: ("declared-call", "sampled-call"), NAME: ("declared-name",)}
"""The rules that read the names of other generators: they were not chosen for this client."""


def published_before(job: Job) -> PublishedNames:
    """Return the names in the lock of a job; none if there is no lock."""
    if job.client_output is None:
        return PublishedNames()
    before = lock.read(str(job.client_output))
    return PublishedNames(before.calls, before.models)


def names_to_keep(
    document: Document, job: Job, published: PublishedNames | None = None
) -> PublishedNames:
    """Return the names that the package has published, unless the user wants other ones.

    Args:
        document: the document, which may have names of its own.
        job: the job, whose lock has the published names.
        published: those names, if they are known already.
    """
    if job.renames:
        return PublishedNames()
    before = published_before(job) if published is None else published
    calls = {e.name: (*e.pointer, CALL) for e in operations(document.data) if CALL in e.value}
    schemas = {id_ for id_ in map(base_of, before.models) if id_.startswith("/")}
    types = {id_: (*parse(id_), NAME) for id_ in schemas}
    names = calls | {id_: at for id_, at in types.items() if exists(document.data, at)}
    return usable(before, {each for each, at in names.items() if _is_chosen(document, at)})


def _is_chosen(document: Document, pointer: Pointer) -> bool:
    """Return whether a name was chosen for this client, by its user or in its document."""
    trace = document.provenance.trace(pointer)
    steps = trace[0].steps[-1:] if trace else ()
    return set(steps).isdisjoint(_DECLARED[str(pointer[-1])])


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
    others = (job.config, job.overlay, job.license_file, *job.extension_files, *_order_of_site(job))
    recordings = job.recordings if job.tests else ()
    named = filter(None, (*job.pages, *job.supplements, *recordings, *others))
    wanted = (str(job.document_output), text) if job.document_output else None
    paths = {*origins, *map(str, named)}
    names, kept = surface.published, [*filter(job.keeps, files)]
    known = (names.calls, names.models)
    made = lock.text(job.inputs, paths, wanted, files, run.began, *known, kept)
    return {lock.LOCK: made}


def _order_of_site(job: Job) -> list[Path]:
    """Return the lock of pulled pages, whose order is that of the document, if there is one."""
    if not (job.pull_sources and job.config):
        return []
    place = job.config.parent / lock.PULL_LOCK
    return [place] if place.is_file() else []
