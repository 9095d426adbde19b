"""Judges raw sources as they stand, as if nothing were repaired; and configured jobs as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from specquilt.openapi.document import Document
from specquilt.openapi.finding import Finding, Fix, InputError, Severity
from specquilt.pipeline import Raw, sewn, sewn_of
from specquilt.project.configuration import Job
from specquilt.project.policy import distinct, weighed
from specquilt.rules.engine import book
from specquilt.validate.references import MAX_FAULTS, broken_references
from specquilt.validate.reported import Reported
from specquilt.validate.validator import confirmed, suspected


def linted(raw: Raw, job: Job) -> list[Finding]:
    """Report everything that there is to say about raw sources, as if nothing were repaired."""
    fragments = [*raw.fragments, *raw.supplements]
    findings = [finding for fragment in fragments for finding in book.lint(fragment)]
    if len(raw.fragments) > 1 or len(raw.pages) > 1 or raw.supplement_pages:
        findings = _sewn_together(raw, job, findings)
    elif raw.fragments:
        findings = _validated(raw.fragments[0], findings, fixed=False)
    return weighed(distinct([*raw.findings, *findings]), job)


def linted_as_a_whole(job: Job) -> list[Finding]:
    """Report what is found on the way to the document of a job, and what is wrong with that.

    Raises:
        InputError: there is no document.
    """
    result = sewn(job)
    return weighed(_validated(result.document, result.findings, fixed=True), job)


def _sewn_together(raw: Raw, job: Job, findings: list[Finding]) -> list[Finding]:
    """Add what only shows when pages are put together; one alone has nothing to disagree with."""
    try:
        result = sewn_of(raw, job)
    except InputError as error:
        return _with(findings, error.findings)
    between = [finding for finding in result.findings if not finding.repaired]
    return _validated(result.document, _with(findings, between), fixed=True)


def _with(findings: list[Finding], others: Iterable[Finding]) -> list[Finding]:
    told = {(finding.rule, finding.location) for finding in findings}
    news = [finding for finding in others if (finding.rule, finding.location) not in told]
    return [*findings, *news]


def _validated(document: Document, findings: list[Finding], fixed: bool) -> list[Finding]:
    """Add the validator's findings, and raise findings that make the document invalid to errors.

    openapi-spec-validator is asked only if that can change anything.
    """
    references = broken_references(document)
    findings, resolve = [*findings, *references], not references
    reported = Reported(finding for finding in findings if not finding.repaired)
    suspects = suspected(document.data, resolve)
    if all(_is_settled(reported.of(each, document), fixed) for each in suspects):
        return findings
    violations = [
        (each, reported.of(each, document)) for each in confirmed(document.data, suspects, resolve)
    ]
    news = [violation.finding(document) for violation, known in violations if not known]
    raised = {id(each) for _, known in violations for each in _too_mild(known, fixed)}
    return [
        *(_error(each) if id(each) in raised else each for each in findings),
        *news[:MAX_FAULTS],
    ]


def _is_settled(known: list[Finding], fixed: bool) -> bool:
    """Say whether rules report a violation as severely as the validator would."""
    return bool(known) and not _too_mild(known, fixed)


def _too_mild(known: list[Finding], fixed: bool) -> list[Finding]:
    """Return findings about a violation that are no errors although nothing fixes it."""
    if any(each.severity is Severity.ERROR for each in known):
        return []
    return [each for each in known if fixed or each.fix is Fix.NONE]


def _error(finding: Finding) -> Finding:
    return replace(finding, severity=Severity.ERROR)
