"""The lock of a run."""

from __future__ import annotations

from collections.abc import Mapping

from specquilt.openapi.document import Document
from specquilt.output import lock
from specquilt.project.run import Run


def lock_of(document: Document, text: str, files: Mapping[str, str], run: Run) -> dict[str, str]:
    """Return the lock of a run, by its path; none if there is no folder for it.

    Args:
        document: the document, which knows the files that it comes from.
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
    return {lock.LOCK: lock.text(job.inputs, paths, wanted, files, run.began)}
