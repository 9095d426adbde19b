"""`specquilt.generate`: from sources to a client."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from specquilt import pipeline
from specquilt.output import staged_write
from specquilt.project import outputs
from specquilt.project.configuration import Job
from specquilt.project.run import Output, Progress, silent

if TYPE_CHECKING:  # the command line needs none of it
    from specquilt.library.results import GenerateResult
    from specquilt.library.sources import Source
    from specquilt.output.staged_write import Written


def generate(
    *sources: Source,
    output: str | os.PathLike[str] | None = None,
    package: str = "",
    config: str | os.PathLike[str] | None = None,
    supplements: Sequence[Source] = (),
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    strict: bool = False,
    write: bool = True,
    force: bool = False,
    overwrite: bool = False,
) -> GenerateResult:
    """Generate a client.

    Args:
        sources: pages, folders of pages, or OpenAPI documents.
        output: the folder of the distribution; without it, nothing is written.
        package: the import name of the package; by default, the name of that folder.
        config: a specquilt.toml to use instead of sources, output and package.
        supplements: sources that only fill gaps.
        include, exclude: operations, as in ``--include``: ``tag:NAME``, ``/path/**``, ``GET /path``.
        strict: whether to refuse documents that break the standard.
        write: whether to write anything.
        force: write into a folder that contains other files.
        overwrite: replace edited files; each is saved beside itself.

    Raises:
        InputError: the input or the output cannot be used; nothing has been written.
    """
    from specquilt.library.sources import WantedRun, job_of

    wanted = WantedRun(config, supplements, include, exclude, strict, output, package)
    with job_of(sources, wanted) as job:
        if write and job.client_output:
            staged_write.recover(job.client_output)
        made = make(job)
        written = pipeline.write(made, force=force, overwrite=overwrite) if write else None
        return _result(made, written)


def _result(output: Output, written: Written | None) -> GenerateResult:
    from specquilt.library.results import GenerateResult

    return GenerateResult(
        package=output.job.package,
        output=output.job.client_output if written else None,
        files=output.files,
        written=tuple(written.changed) if written else (),
        operations=tuple(output.operations),
        findings=tuple(output.findings),
    )


def make(job: Job, progress: Progress = silent, *, reuse: bool = True) -> Output:
    """Make everything that a job writes.

    Raises:
        InputError: the input cannot be used, or a source is in the way.
    """
    output = pipeline.generate(job, progress, reuse=reuse)
    outputs.refuse_overlap(job, job.config, output.files)
    return output
