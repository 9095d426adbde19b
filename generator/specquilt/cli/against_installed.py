"""``specquilt diff --against-installed``: parity with a package that users already have."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Mapping

from specquilt import pipeline
from specquilt.cli import streams
from specquilt.cli.console import Console
from specquilt.cli.jobs import jobs_of
from specquilt.comparison.parity.compare import parity
from specquilt.comparison.parity.present import FORMATS
from specquilt.comparison.parity.propose import merged
from specquilt.openapi.finding import input_error
from specquilt.openapi.values import mapping
from specquilt.output import text_file
from specquilt.project.configuration import Job, renamed
from specquilt.project.run import Run
from specquilt.python.surface.types import Surface


def run(arguments: Namespace, console: Console) -> int:
    """Print what of an installed package the generated client has; return 1 if some is not there."""
    job = _job(arguments)

    def generated(names: Mapping[str, str]) -> tuple[Surface, Iterable[str]]:
        return _surface(renamed(job, merged(job.names, names)))

    console.progress(f"reading {arguments.against_installed}")
    found = parity(generated, arguments.against_installed, arguments.client or "")
    console.done()
    written = FORMATS[arguments.format or "text"](found, verbose=console.verbose)
    if arguments.output:
        text_file.write(arguments.output, written)
    else:
        streams.result(written)
    return 0 if found.is_complete else 1


def _job(arguments: Namespace) -> Job:
    jobs = jobs_of(arguments)
    if len(jobs) > 1:
        names = ", ".join(job.name for job in jobs)
        message = f"there are several configurations: {names}"
        raise input_error("conflicting-options", message, help="choose one with --config FILE")
    return jobs[0]


def _surface(job: Job) -> tuple[Surface, Iterable[str]]:
    """Return the surface of a job, and the names of the components of its document."""
    document, run = pipeline.valid_document_of(job).document, Run(job)
    components = mapping(document.data.get("components"))
    surface = pipeline.name_api(pipeline.read_api(document, run), document, run)
    return surface, mapping(components.get("schemas"))
