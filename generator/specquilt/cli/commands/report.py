"""``specquilt report``: one page about where a document came from, and what was wrong."""

from __future__ import annotations

from argparse import Namespace

from specquilt.cli.console import Console
from specquilt.cli.jobs import jobs_of
from specquilt.openapi.finding import input_error
from specquilt.openapi.plural import counted
from specquilt.output import text_file
from specquilt.project import outputs
from specquilt.project.configuration import Job
from specquilt.quilt.facts import gather
from specquilt.quilt.page import write


def run(arguments: Namespace, console: Console) -> int:
    """Write the report of a job."""
    job, file = _job(arguments), arguments.output
    outputs.refuse_sources(file, [*job.pages, *job.supplements, *job.recordings])
    facts = gather(job, console.progress)
    console.done()
    text_file.write(file, write(facts))
    counts = (len(facts.pages.places), "page"), (len(facts.operations), "operation")
    found = (len(facts.findings), "finding")
    console.note(f"{file.as_posix()}: {', '.join(counted(*each) for each in (*counts, found))}")
    return 0


def _job(arguments: Namespace) -> Job:
    jobs = jobs_of(arguments)
    if len(jobs) == 1:
        return jobs[0]
    message = f"there are {len(jobs)} configurations to report on"
    advice = "pass one: --config specs/NAME/specquilt.toml, or a source"
    raise input_error("conflicting-options", message, help=advice)
