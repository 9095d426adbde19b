"""Judges raw sources as they stand, as if nothing were repaired."""

from __future__ import annotations

from specquilt.config import Job
from specquilt.finding import Finding, InputError, Severity
from specquilt.pipeline import Raw, sewn_of
from specquilt.rules import _book
from specquilt.weighing import distinct, weighed


def linted(raw: Raw, job: Job) -> list[Finding]:
    """Report everything that there is to say about raw sources, as if nothing were repaired."""
    fragments = [*raw.fragments, *raw.supplements]
    findings = [finding for fragment in fragments for finding in _book.lint(fragment)]
    told = {(finding.rule, finding.location) for finding in findings}
    has_errors = any(finding.severity is Severity.ERROR for finding in findings)
    news = [
        finding
        for finding in _between(raw, job, has_errors)
        if not finding.repaired
        and (finding.rule, finding.location) not in told
        and not (finding.rule == "invalid-document" and _told_better(finding, findings))
    ]
    return weighed(distinct([*raw.findings, *findings, *news]), job)


def _between(raw: Raw, job: Job, has_errors: bool) -> list[Finding]:
    """Find what only shows when pages are put together.

    One alone has nothing to disagree with; if no rule has an error in it, the judge is asked.
    """
    from specquilt.check.validate import validate

    try:
        if len(raw.fragments) > 1 or len(raw.pages) > 1 or raw.supplement_pages:
            return sewn_of(raw, job).findings
        if raw.fragments and not has_errors:
            validate(raw.fragments[0])
        return []
    except InputError as error:
        return list(error.findings)


def _told_better(finding: Finding, others: list[Finding]) -> bool:
    """Say whether a rule has an error at the place where the validator has one, or next to it."""
    pointer = finding.pointer
    return any(
        other.severity is Severity.ERROR
        and abs(len(other.pointer) - len(pointer)) <= 1
        and (
            other.pointer[: len(pointer)] == pointer
            or pointer[: len(other.pointer)] == other.pointer
        )
        for other in others
    )
