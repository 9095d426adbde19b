"""The jobs that a command line asks for."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from specquilt.cli import received
from specquilt.cli.ignored import ignored
from specquilt.library.unfinished import complete_pull
from specquilt.openapi.finding import input_error
from specquilt.project import configuration
from specquilt.project.configuration import Job


def jobs_of(arguments: Namespace) -> list[Job]:
    """Return the jobs that are asked for, with the operations that are asked for.

    Raises:
        InputError: there is no configuration, or one is wrong, or an option would be ignored.
    """
    found = ignored(arguments)
    if found:
        message, advice = found
        raise input_error("conflicting-options", message, help=advice)
    jobs = _jobs(arguments)
    for job in jobs:
        complete_pull(job)
    choice = (arguments.include, arguments.exclude)
    strict, renames = (getattr(arguments, flag, False) for flag in ("strict", "rename"))
    return [configuration.adjusted(job, *choice, strict=strict, renames=renames) for job in jobs]


def only_job_of(arguments: Namespace, purpose: str, source: str) -> Job:
    """Return the only job that is asked for.

    Args:
        arguments: the command line.
        purpose: what the command would do with several ones, for the message.
        source: what can be passed instead of a configuration, for the advice.

    Raises:
        InputError: there is none, there are several, or it is wrong.
    """
    jobs = jobs_of(arguments)
    if len(jobs) == 1:
        return jobs[0]
    message = f"there are {len(jobs)} configurations to {purpose}"
    advice = f"pass one: --config specs/NAME/specquilt.toml, or {source}"
    raise input_error("conflicting-options", message, help=advice)


def _jobs(arguments: Namespace) -> list[Job]:
    """Return the job of the sources, of the configuration, or of all configurations below here."""
    if arguments.source:
        return [
            configuration.from_sources(
                [received.source_or_application(word) for word in arguments.source],
                [received.source_or_application(word) for word in arguments.supplement],
                getattr(arguments, "output_folder", None),
                getattr(arguments, "package", "") or "",
            )
        ]
    if arguments.config:
        return [configuration.load(Path(arguments.config))]
    return configuration.find_jobs(Path())
