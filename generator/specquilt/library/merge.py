"""`specquilt.merge`: one OpenAPI document of all sources."""

from __future__ import annotations

import os
from collections.abc import Sequence

from specquilt import pipeline
from specquilt.library.results import MergeResult
from specquilt.library.sources import Source, WantedRun, job_of
from specquilt.openapi.operations import operation_names


def merge(
    *sources: Source,
    config: str | os.PathLike[str] | None = None,
    supplements: Sequence[Source] = (),
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    strict: bool = False,
) -> MergeResult:
    """Sew sources into one valid document. Nothing is written.

    Args:
        sources: pages, folders of pages, or OpenAPI documents.
        config: a specquilt.toml to use instead of sources.
        supplements: sources that only fill gaps.
        include, exclude: operations, as in ``--include``: ``tag:NAME``, ``/path/**``, ``GET /path``.
        strict: whether to refuse documents that break the standard.

    Raises:
        InputError: the input cannot be used.
    """
    with job_of(sources, WantedRun(config, supplements, include, exclude, strict)) as job:
        merged = pipeline.valid_document_of(job)
        data = merged.document.data
        return MergeResult(data, tuple(operation_names(data)), tuple(merged.findings))
