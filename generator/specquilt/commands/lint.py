"""``specquilt lint``: what is wrong with the sources."""

from __future__ import annotations

import importlib
import sys
from argparse import Namespace

from specquilt import pipeline
from specquilt.commands.console import Console, coloured
from specquilt.commands.jobs import jobs_of
from specquilt.config import Job
from specquilt.finding import Finding, InputError, Severity


def run(arguments: Namespace, console: Console) -> int:
    """Report findings; 1 if one that nobody repairs is as grave as `--fail-on`.

    Sources named on the command line are judged as they stand. A job with a configuration is
    judged as a whole: what its rules and its overlay repair is shown, but does not count.
    """
    jobs = jobs_of(arguments)
    findings = [finding for job in jobs for finding in _findings(job)]
    findings.sort(key=_by_place)
    renderer = importlib.import_module(f"specquilt.report.{arguments.format}")
    sys.stdout.write(renderer.render(findings, coloured(sys.stdout)))
    least = Severity(arguments.fail_on) if arguments.fail_on else jobs[0].fail_on
    unsettled = [finding for finding in findings if not finding.repaired]
    return int(any(finding.severity.weight >= least.weight for finding in unsettled))


def _findings(job: Job) -> list[Finding]:
    if job.config is None:
        return pipeline.linted(pipeline.raw(job), job)
    try:
        return pipeline.checked(job).findings
    except InputError as error:
        return list(error.findings)


def _by_place(finding: Finding) -> tuple[str, int, int, str]:
    location = finding.location
    if location is None:
        return "", 0, 0, finding.rule
    return location.path, location.line, location.column, finding.rule
