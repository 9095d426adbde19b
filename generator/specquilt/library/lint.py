"""`specquilt.lint`: problems in sources."""

from __future__ import annotations

import os
from collections.abc import Sequence

from specquilt import linting, pipeline
from specquilt.library.results import LintResult
from specquilt.library.sources import Source, WantedRun, job_of
from specquilt.report import baseline


def lint(
    *sources: Source,
    config: str | os.PathLike[str] | None = None,
    supplements: Sequence[Source] = (),
) -> LintResult:
    """Lint sources as they are, or a configured job as a whole.

    Args:
        sources: pages, folders of pages, or OpenAPI documents.
        config: a specquilt.toml to use instead of sources, with its severities and its baseline.
        supplements: sources that only fill gaps.

    Raises:
        InputError: a source cannot be read.
    """
    with job_of(sources, WantedRun(config, supplements)) as job:
        found = linting.lint(job, pipeline.read_sources(job))
        found.sort(key=linting.by_place)
        if job.baseline is None:
            return LintResult(tuple(found))
        fresh, old = baseline.read(job.baseline).split(found)
        return LintResult(tuple(fresh), tuple(old))
