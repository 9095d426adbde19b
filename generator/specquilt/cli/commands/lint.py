"""``specquilt lint``: problems in sources."""

from __future__ import annotations

from argparse import Namespace
from collections import defaultdict
from pathlib import Path

from specquilt import pipeline
from specquilt.cli import known, reports
from specquilt.cli.console import Console
from specquilt.cli.fixes import corrected, fixed
from specquilt.cli.jobs import jobs_of
from specquilt.cli.selection import Selection, selection_of
from specquilt.linting import by_place, fails, lint
from specquilt.openapi.finding import Finding, Fix, InputError, Severity, input_error
from specquilt.project import outputs
from specquilt.project.configuration import Job
from specquilt.project.run import Sources
from specquilt.report import formats
from specquilt.report.to_do import render

_UNUSABLE = 2


def run(arguments: Namespace, console: Console) -> int:
    """Report findings; return 1 if one that is not fixed has at least the severity `--fail-on`.

    Sources named on the command line are linted as they are. A configured job is linted as a
    whole: findings that its rules or its overlay fix are reported, but do not fail the run.
    If a source cannot be read, only such findings are reported, in the same reports; return 2.
    """
    jobs, selection = _jobs(arguments), selection_of(arguments)
    wanted = reports.reports_of(arguments)
    for each in wanted:
        outputs.refuse_sources(each.file, _files(jobs, arguments))
    read, unreadable = _read(jobs)
    if unreadable:
        reports.write(wanted, unreadable, console)
        return _UNUSABLE
    by_baseline: defaultdict[Path | None, list[Finding]] = defaultdict(list)
    for job, sources in zip(jobs, read, strict=True):
        by_baseline[arguments.baseline or job.baseline].extend(
            _findings(job, sources, arguments, selection, console)
        )
    everything = [finding for found in by_baseline.values() for finding in found]
    findings = list(selection.unused(everything))
    for path, found in by_baseline.items():
        selected = selection.of(found)
        findings.extend(known.settled(path, selected, jobs, selection, arguments, console))
    findings.sort(key=by_place)
    reports.write(wanted, findings, console, render if not console.verbose else formats.render)
    _mention_fixes(findings, console)
    return _exit_code(findings, arguments, jobs[0])


def _read(jobs: list[Job]) -> tuple[list[Sources], list[Finding]]:
    """Return the sources of all jobs, and what is wrong with those that cannot be read."""
    sources: list[Sources] = []
    faults: dict[Finding, None] = {}
    for job in jobs:
        try:
            sources.append(pipeline.read_sources(job))
        except InputError as error:
            faults |= dict.fromkeys(error.findings)
    return sources, sorted(faults, key=by_place)


def _jobs(arguments: Namespace) -> list[Job]:
    """Return one job for all sources, or one for each if they are separate documents."""
    if not arguments.separately or not arguments.source:
        return jobs_of(arguments)
    parts = [Namespace(**{**vars(arguments), "source": [page]}) for page in arguments.source]
    return [job for part in parts for job in jobs_of(part)]


def _files(jobs: list[Job], arguments: Namespace) -> list[Path]:
    """Return the files that reports must not overwrite."""
    read = [
        path for job in jobs for path in (*job.pages, *job.supplements, job.overlay, job.config)
    ]
    read += [path for job in jobs for path in job.recordings]
    known = [arguments.baseline, *(job.baseline for job in jobs)]
    return [path for path in (*read, *known, *arguments.overlay) if path]


def _findings(
    job: Job, sources: Sources, arguments: Namespace, selection: Selection, console: Console
) -> list[Finding]:
    if job.config:
        _refuse_options_for_sources(arguments)
        return lint(job, sources)
    sources, findings = corrected(sources, arguments.overlay)
    if arguments.fix:
        sources, repaired = fixed(sources, job, arguments.overlay, selection, console)
        findings = [*findings, *repaired]
    return [*findings, *lint(job, sources)]


def _refuse_options_for_sources(arguments: Namespace) -> None:
    if arguments.overlay:
        message = "--overlay is for sources named on the command line"
        raise input_error(
            "conflicting-options", message, help="set [sources] overlay in specquilt.toml"
        )
    if arguments.fix:
        message = "--fix is for sources named on the command line"
        advice = "leave it out: a configured job is fixed in every run"
        raise input_error("conflicting-options", message, help=advice)


def _mention_fixes(findings: list[Finding], console: Console) -> None:
    count = sum(finding.fix is Fix.SAFE and not finding.repaired for finding in findings)
    if count:
        console.note(f"{count} of them can be fixed by an overlay: add --fix")


def _exit_code(findings: list[Finding], arguments: Namespace, job: Job) -> int:
    least = Severity(arguments.fail_on) if arguments.fail_on else job.fail_on
    return int(fails(findings, least))
