"""``specquilt merge``: one OpenAPI document of all sources."""

from __future__ import annotations

import sys
from argparse import Namespace

from specquilt import pipeline
from specquilt.cli.console import Console
from specquilt.cli.jobs import jobs_of
from specquilt.openapi.dump import to_yaml
from specquilt.openapi.plural import counted
from specquilt.output import text_file


def run(arguments: Namespace, console: Console) -> int:
    """Write the document of each job to its file, or to stdout if it has none."""
    for job in jobs_of(arguments):
        result = pipeline.valid_document_of(job, console.progress)
        console.done()
        console.findings(result.findings)
        text = to_yaml(result.document.data)
        target = arguments.output or job.document_output
        if target is None:
            sys.stdout.write(text)
        else:
            text_file.write(target, text)
            count = sum(len(item) for item in result.document.data["paths"].values())
            console.note(f"{job.name}: {counted(count, 'operation')} sewn into {target}")
    return 0
