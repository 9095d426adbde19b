"""``specquilt merge``: one OpenAPI document of all sources."""

from __future__ import annotations

from argparse import Namespace

from specquilt import pipeline
from specquilt.cli import streams
from specquilt.cli.console import Console
from specquilt.cli.jobs import jobs_of
from specquilt.openapi.dump import to_yaml
from specquilt.openapi.finding import input_error
from specquilt.openapi.operations import operation_names
from specquilt.openapi.plural import counted
from specquilt.output import text_file
from specquilt.project import outputs


def run(arguments: Namespace, console: Console) -> int:
    """Write the document of each job to its file, or to stdout if it has none."""
    jobs = jobs_of(arguments)
    if arguments.output and len(jobs) > 1:
        message = f"--output is one file, and there are {len(jobs)} configurations"
        raise input_error("conflicting-options", message, help="choose one with --config")
    for job in jobs:
        outputs.refuse_sources(arguments.output, (*job.pages, *job.supplements))
        result = pipeline.valid_document_of(job, console.progress)
        console.done()
        console.findings(result.findings)
        text = to_yaml(result.document.data)
        target = arguments.output or job.document_output
        if target is None:
            streams.result(text)
        else:
            text_file.write(target, text)
            count = len(operation_names(result.document.data))
            console.note(f"{job.name}: {counted(count, 'operation')} sewn into {target.as_posix()}")
    return 0
