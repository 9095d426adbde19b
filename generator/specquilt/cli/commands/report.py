"""``specquilt report``: one page about where a document came from, and what was wrong."""

from __future__ import annotations

from argparse import Namespace

from specquilt.cli.console import Console
from specquilt.cli.jobs import only_job_of
from specquilt.openapi.plural import counted
from specquilt.output import text_file
from specquilt.project import outputs
from specquilt.quilt.facts import gather
from specquilt.quilt.page import write


def run(arguments: Namespace, console: Console) -> int:
    """Write the report of a job."""
    job, file = only_job_of(arguments, "report on", "a source"), arguments.output
    outputs.refuse_sources(file, [*job.pages, *job.supplements, *job.recordings])
    facts = gather(job, console.progress)
    console.done()
    text_file.write(file, write(facts))
    counts = (len(facts.pages.places), "page"), (len(facts.operations), "operation")
    found = (len(facts.findings), "finding")
    console.note(f"{file.as_posix()}: {', '.join(counted(*each) for each in (*counts, found))}")
    return 0
