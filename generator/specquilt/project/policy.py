"""What a job makes of findings: each told once, each as grave as this job takes it."""

from __future__ import annotations

from dataclasses import replace

from specquilt.openapi.finding import Finding, Severity
from specquilt.project.configuration import Job


def distinct(findings: list[Finding]) -> list[Finding]:
    """Keep the first of findings that say the same of the same place."""
    seen: dict[object, Finding] = {}
    for finding in findings:
        key = (finding.rule, finding.place, finding.message)
        seen.setdefault(key, finding)
    return list(seen.values())


def weighed(findings: list[Finding], job: Job) -> list[Finding]:
    """Give each finding the severity that this job wants, and drop what is off."""
    findings = [replace(finding, severity=_severity(finding, job)) for finding in findings]
    return [finding for finding in findings if finding.severity is not Severity.OFF]


def _severity(finding: Finding, job: Job) -> Severity:
    if finding.rule in job.severity:
        return job.severity[finding.rule]
    if finding.rule in job.accept and finding.severity is Severity.WARNING:
        return Severity.INFO
    return finding.severity
