"""``specquilt learn``: where recorded exchanges and the document differ."""

from __future__ import annotations

from argparse import Namespace

from specquilt import pipeline
from specquilt.cli import known, reports
from specquilt.cli.console import Console
from specquilt.cli.fixes import corrected
from specquilt.cli.jobs import jobs_of
from specquilt.cli.selection import selection_of
from specquilt.openapi.document import Document
from specquilt.openapi.finding import Finding, Severity, input_error
from specquilt.openapi.plural import counted
from specquilt.project import outputs
from specquilt.project.configuration import Job
from specquilt.project.policy import Findings
from specquilt.project.run import Run
from specquilt.recordings.finding import RecordingFinding
from specquilt.recordings.learn import Learned, learn
from specquilt.recordings.text import render

_UNUSABLE = 2


def run(arguments: Namespace, console: Console) -> int:
    """Report findings; return 1 if one has at least the severity `--fail-on`.

    Recordings that cannot be read are errors, too. If none can be read, return 2.
    """
    job, selection, wanted = _job(arguments), selection_of(arguments), reports.reports_of(arguments)
    for each in wanted:
        outputs.refuse_sources(each.file, [*arguments.recordings, *job.pages, *job.supplements])
    learned = learn(_document(job, arguments), arguments.recordings)
    findings = Findings(job)
    findings.add(learned.findings)
    selected = selection.of(findings.result())
    path = arguments.baseline or job.baseline
    settled = known.settled(path, selected, [job], selection, arguments, console)
    reports.write(wanted, settled, console, render)
    console.note(_summary(learned))
    return _exit_code(settled, learned, arguments, job)


def _job(arguments: Namespace) -> Job:
    jobs = jobs_of(arguments)
    if len(jobs) == 1:
        return jobs[0]
    message = f"there are {len(jobs)} configurations to compare recordings with"
    advice = "pass one: --config specs/NAME/specquilt.toml, or --source openapi.yaml"
    raise input_error("conflicting-options", message, help=advice)


def _document(job: Job, arguments: Namespace) -> Document:
    """Return the document that a client would be generated from.

    Raises:
        InputError: There is none, or an overlay cannot be applied.
    """
    sources, run = pipeline.read_sources(job), Run(job)
    if arguments.overlay:
        sources, _ = corrected(sources, arguments.overlay)
    return pipeline.validate(pipeline.make_document(sources, run), run)


def _summary(learned: Learned) -> str:
    other = learned.count - learned.matched
    aside = f"; {other:,} of operations that it does not have" if other else ""
    return f"{counted(learned.matched, 'exchange')} compared with the document{aside}"


def _exit_code(findings: list[Finding], learned: Learned, arguments: Namespace, job: Job) -> int:
    if not learned.count and any(isinstance(each, RecordingFinding) for each in findings):
        return _UNUSABLE
    least = Severity(arguments.fail_on) if arguments.fail_on else job.fail_on
    return int(any(each.severity.weight >= least.weight for each in findings))
