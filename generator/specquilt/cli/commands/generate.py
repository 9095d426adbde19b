"""``specquilt generate``: from sources to a client."""

from __future__ import annotations

import shlex
from argparse import Namespace
from pathlib import Path

from specquilt.cli.console import Console
from specquilt.cli.jobs import jobs_of
from specquilt.output import lock
from specquilt.project.configuration import Job


def run(arguments: Namespace, console: Console) -> int:
    """Generate, or check, every job; 1 if a check finds a difference."""
    jobs = jobs_of(arguments)
    return max([_run_job(job, arguments, console) for job in jobs], default=0)


def _run_job(job: Job, arguments: Namespace, console: Console) -> int:
    if lock.current(job.wish):
        console.note(f"{job.name}: up to date")
        return 0
    from specquilt import pipeline

    output = pipeline.generated(job, console.progress)
    console.done()
    console.findings(output.findings)
    if arguments.check:
        return _check(job, output, console)
    pipeline.write(output, force=arguments.force)
    console.note(f"{job.name}: {output.summary}")
    return 0


def _check(job: Job, output: object, console: Console) -> int:
    from specquilt import pipeline

    assert isinstance(output, pipeline.Output)
    difference = pipeline.difference(output)
    if not difference:
        console.note(f"{job.name}: as generated")
        return 0
    print(difference, end="")
    console.note(f"{job.name}: not as generated; to repair it, run: {_command(job)}")
    return 1


def _command(job: Job) -> str:
    words = ["specquilt", "generate"]
    if job.config:
        words += ["--config", job.config.as_posix()]
    else:
        words += [*map(str, job.pages), "-o", Path(str(job.client_output)).as_posix()]
    if not job.choice.places:
        words += [f"--include={pattern}" for pattern in job.choice.include]
        words += [f"--exclude={pattern}" for pattern in job.choice.exclude]
    return shlex.join(words)
