"""``specquilt pull``: sources from the sites that publish them."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path

from specquilt.cli import streams
from specquilt.cli.console import Console
from specquilt.openapi.finding import Finding, InputError, Severity, input_error
from specquilt.openapi.plural import counted
from specquilt.output import staged_write, text_file
from specquilt.output.lock import STAGE
from specquilt.project import configuration
from specquilt.project.configuration import Job
from specquilt.project.keys import Settings
from specquilt.project.policy import Findings
from specquilt.project.value_types import shown
from specquilt.pull.address import Address, parsed
from specquilt.pull.pace import Clock
from specquilt.pull.run import Pulled, pull, write
from specquilt.pull.settings import PullSettings

SAME, CHANGED = 0, 1
CLOCK = Clock()


def run(arguments: Namespace, console: Console) -> int:
    """Pull the sources of every job that has addresses, and write all, or none if one fails."""
    jobs = _jobs(arguments)
    unfinished = [_recovered(job, arguments) for job in jobs]
    found = [(job, pull(settings_of(job), CLOCK, console.progress)) for job in jobs]
    console.done()
    for job, pulled in found:
        _report(job, pulled, arguments, console)
    return CHANGED if any(unfinished) or not all(each.is_same for _, each in found) else SAME


def _jobs(arguments: Namespace) -> list[Job]:
    one = [configuration.load(Path(arguments.config))] if arguments.config else None
    jobs = [job for job in one or configuration.find_jobs(Path()) if job.pull_sources]
    if not jobs:
        example = 'for example: [pull] sources = ["https://docs.quilts.dev/llms.txt"]'
        raise input_error("config-key", "no configuration has [pull] sources", help=example)
    return jobs


def _recovered(job: Job, arguments: Namespace) -> bool:
    """Complete what a run that died has begun; return whether there is any, if nothing is written."""
    if arguments.check:
        return os.path.lexists(_root(job) / STAGE)
    staged_write.recover(_root(job))
    return False


def _report(job: Job, pulled: Pulled, arguments: Namespace, console: Console) -> None:
    findings = Findings(job)
    findings.add(pulled.findings)
    console.findings(findings.result())
    if pulled.is_same:
        console.note(f"{job.name}: {_counted(pulled)}, as on the site")
        return
    if arguments.check:
        streams.result(_difference(job, pulled))
        command = f"specquilt pull --config {(job.config or Path()).as_posix()}"
        console.note(f"{job.name}: {_summary(pulled)}. To update, run: {command}")
        return
    saved = write(pulled, overwrite=arguments.overwrite)
    console.note(f"{job.name}: {_summary(pulled)}")
    for path in saved:
        console.note(f"{job.name}: the edited file is saved as {path}")


def _summary(pulled: Pulled) -> str:
    new = sum(path not in pulled.before.files for path in pulled.put)
    counts = ((len(pulled.put) - new, "changed"), (new, "new"))
    parts = [f"{count:,} {what}" for count, what in counts if count]
    return f"{_counted(pulled)}: {', '.join(parts) or 'the lock has changed'}"


def _counted(pulled: Pulled) -> str:
    files = pulled.after.files.values()
    gone = sum(bool(each.gone) for each in files)
    return counted(len(files), "file") + (f" ({gone:,} gone from the site)" if gone else "")


def _difference(job: Job, pulled: Pulled) -> str:
    """Return what a run would change, as a patch."""
    root = _root(job)
    return "".join(
        line
        for path, content in sorted(pulled.put.items())
        for line in text_file.difference(root / path, content.decode("utf-8", "replace"))
    )


def _root(job: Job) -> Path:
    return job.config.parent if job.config else Path()


def settings_of(job: Job) -> PullSettings:
    """Return what a job pulls.

    Raises:
        InputError: an address is none, or the files would not be read.
    """
    return PullSettings(
        written=_addresses(job),
        root=_root(job),
        folder=job.pull_folder,
        place_of=job.place_of,
        include=job.pull_include,
        exclude=job.pull_exclude,
        hosts=job.pull_hosts,
        private=job.pull_private_hosts,
        credentials=job.pull_credentials,
        delay=job.pull_delay,
        timeout=job.pull_timeout,
        most_pages=job.pull_max_pages,
        most_bytes=job.pull_max_megabytes << 20,
    )


def _addresses(job: Job) -> dict[Address, str]:
    """Return the sources as the configuration has them, by address.

    Raises:
        InputError: one cannot be requested, or none of the files would be read.
    """
    found, faults = dict[Address, str](), list[Finding]()
    for text in job.pull_sources:
        try:
            found[parsed(text)] = text
        except ValueError as error:
            place = job.place_of(text)
            faults.append(Finding("config-key", Severity.ERROR, f"{text!r} {error}", place))
    folder = _root(job) / job.pull_folder
    if not any(_is_related(folder, page) for page in (*job.pages, *job.supplements)):
        message = f"{shown(Settings.pages.path)} has nothing in {job.pull_folder!r}, where files are pulled to"
        faults.append(Finding("config-key", Severity.ERROR, message, job.place_of(job.pull_folder)))
    if faults:
        raise InputError(*faults)
    return found


def _is_related(folder: Path, page: Path) -> bool:
    place, other = Path(os.path.realpath(folder)), Path(os.path.realpath(page))
    return place == other or place in other.parents or other in place.parents
