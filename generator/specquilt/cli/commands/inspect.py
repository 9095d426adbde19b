"""``specquilt inspect``: how the sources were understood."""

from __future__ import annotations

import json
from argparse import Namespace
from dataclasses import asdict

from specquilt import pipeline
from specquilt.cli import streams
from specquilt.cli.console import Console
from specquilt.cli.jobs import jobs_of
from specquilt.openapi.finding import input_error
from specquilt.openapi.operations import CALL, operations
from specquilt.openapi.plural import counted
from specquilt.openapi.pointer import exists, parse
from specquilt.project.configuration import Job
from specquilt.project.run import Merged


def run(arguments: Namespace, console: Console) -> int:
    """Print the operations, the facts or the surface as JSON, or the origin of a part."""
    for job in jobs_of(arguments):
        if arguments.ir or arguments.surface:
            read = pipeline.surface_of if arguments.surface else pipeline.api_of
            streams.result(json.dumps(asdict(read(job)), indent=2, ensure_ascii=False) + "\n")
            continue
        result = pipeline.document_of(job)
        if arguments.origin is not None:
            _print_origin(result, arguments.origin)
        else:
            _print_operations(job, result)
    return 0


def _print_operations(job: Job, result: Merged) -> None:
    rows = [
        (
            str(each.value.get(CALL) or each.value.get("operationId") or ""),
            each.name,
            _place(result, each.pointer),
        )
        for each in operations(result.document.data)
    ]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(3)]
    for row in rows:
        print(
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        )
    print(
        f"{job.name}: {counted(len(rows), 'operation')} from {counted(len(result.sources.files), 'source')}"
    )


def _place(result: Merged, pointer: tuple[str | int, ...]) -> str:
    trace = result.document.provenance.trace(pointer)
    return f"{trace[0].location.path}:{trace[0].location.line}" if trace else ""


def _print_origin(result: Merged, text: str) -> None:
    try:
        pointer = parse(text)
    except ValueError as error:
        raise input_error("unknown-pointer", str(error)) from None
    if not exists(result.document.data, pointer):
        help = (
            "pointers look like /components/schemas/EmbedJob; `specquilt merge` shows the document"
        )
        raise input_error("unknown-pointer", f"the document has nothing at {text}", help=help)
    numbered = tuple(int(part) if part.isdecimal() else part for part in map(str, pointer))
    provenance = result.document.provenance
    known = numbered if provenance.history(numbered) else pointer
    for origin in provenance.trace(known):
        print(origin.location)
    for step in provenance.history(known):
        print(f"  changed by {step}")
