"""``specquilt learn``: where recorded exchanges and the document differ."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path
from urllib.parse import quote

from specquilt import pipeline
from specquilt.cli import known, reports
from specquilt.cli.console import Console
from specquilt.cli.fixes import corrected
from specquilt.cli.jobs import only_job_of
from specquilt.cli.selection import selection_of
from specquilt.openapi.document import Document
from specquilt.openapi.finding import Finding, Severity, input_error
from specquilt.openapi.plural import counted
from specquilt.output import text_file
from specquilt.project import outputs
from specquilt.project.configuration import Job
from specquilt.project.policy import Findings
from specquilt.project.run import Run, Sources
from specquilt.recordings.finding import RecordingFinding
from specquilt.recordings.learn import Learned, learn
from specquilt.recordings.propose import proposal
from specquilt.recordings.text import render

_UNUSABLE = 2
_MOST_HOSTS = 3


def run(arguments: Namespace, console: Console) -> int:
    """Report findings; return 1 if one has at least the severity `--fail-on`.

    Recordings that cannot be read are errors, too. If none can be read, return 2.
    """
    job = only_job_of(arguments, "compare recordings with", "--source openapi.yaml")
    selection, wanted = selection_of(arguments), reports.reports_of(arguments)
    paths = _recordings(job, arguments)
    for file in (*(each.file for each in wanted), arguments.propose):
        outputs.refuse_sources(file, [*paths, *job.pages, *job.supplements])
    sources = _sources(job, arguments)
    run = Run(job)
    document = pipeline.validate(pipeline.make_document(sources, run), run)
    learned = learn(document, paths, any_host=arguments.any_host)
    findings = Findings(job)
    findings.add(learned.findings)
    selected = selection.of(findings.result())
    path = arguments.baseline or job.baseline
    settled = known.settled(path, selected, [job], selection, arguments, console)
    reports.write(wanted, settled, console, render)
    if arguments.propose:
        _propose(arguments.propose, learned, document, sources, job, console)
    console.note(_summary(learned))
    return _exit_code(settled, learned, arguments, job)


def _recordings(job: Job, arguments: Namespace) -> tuple[Path, ...]:
    paths = tuple(arguments.recordings) or job.recordings
    if not paths:
        message = "no recordings to compare with"
        advice = "name files or folders, or set [recordings] paths in specquilt.toml"
        raise input_error("conflicting-options", message, help=advice)
    return paths


def _sources(job: Job, arguments: Namespace) -> Sources:
    """Return the sources, with corrections.

    Raises:
        InputError: They cannot be read, or an overlay cannot be applied.
    """
    sources = pipeline.read_sources(job)
    return corrected(sources, arguments.overlay)[0] if arguments.overlay else sources


def _propose(
    path: Path, learned: Learned, document: Document, sources: Sources, job: Job, console: Console
) -> None:
    """Write the overlay, for the document that it is to be applied to."""
    base, extends = _base(path, sources, job)
    proposed = proposal(learned.evidence, document, base, extends)
    if proposed.text:
        text_file.write(path, proposed.text)
    made = f"{path.as_posix()}: {counted(proposed.repaired, 'repair')}"
    written = made if proposed.text else "nothing to propose"
    left = f"; {proposed.left} of parts that the sources do not have" if proposed.left else ""
    console.note(f"{written}{left}")


def _base(path: Path, sources: Sources, job: Job) -> tuple[Document, str]:
    """Return the document that an overlay is applied to, and the reference to its file.

    That of a configured job is merged from its sources; its own overlay comes first.
    """
    if job.config is None and len(sources.fragments) == 1 and not sources.supplements:
        source = os.path.relpath(job.pages[0], path.parent).replace(os.sep, "/")
        return sources.fragments[0], quote(source)
    run = Run(job)
    merged = pipeline.merge_fragments(pipeline.fix_fragments(sources, run), run)
    return pipeline.apply_overlay(merged, run), ""


def _summary(learned: Learned) -> str:
    hosts = learned.evidence.elsewhere
    other = learned.count - learned.matched - hosts.total()
    aside = f"; {other:,} of operations that it does not have" if other else ""
    if hosts:
        named = ", ".join(host for host, _ in hosts.most_common(_MOST_HOSTS))
        more = ", …" if len(hosts) > _MOST_HOSTS else ""
        aside += f"; {hosts.total():,} left out, as {named}{more} is no server of it (--any-host)"
    return f"{counted(learned.matched, 'exchange')} compared with the document{aside}"


def _exit_code(findings: list[Finding], learned: Learned, arguments: Namespace, job: Job) -> int:
    if not learned.count and any(isinstance(each, RecordingFinding) for each in findings):
        return _UNUSABLE
    least = Severity(arguments.fail_on) if arguments.fail_on else job.fail_on
    return int(any(each.severity.weight >= least.weight for each in findings))
