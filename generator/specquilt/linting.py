"""Lints raw sources as they are, without fixing anything; and configured jobs as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from specquilt.merging.combine import CONFLICTS, as_contradiction
from specquilt.openapi.document import Document
from specquilt.openapi.finding import INVALID, LEFT_OUT, Finding, Fix, InputError, Severity
from specquilt.openapi.parts import SECTIONS
from specquilt.openapi.pointer import exists
from specquilt.pipeline import make_document, validate
from specquilt.project.configuration import Job
from specquilt.project.policy import Findings
from specquilt.project.run import Run, Sources
from specquilt.rules.engine import book
from specquilt.rules.engine.known import Known
from specquilt.validate.references import MAX_FAULTS, broken_references
from specquilt.validate.reported import Reported
from specquilt.validate.validator import confirmed, suspected

"""What pages share."""


def lint(job: Job, sources: Sources, known: Known | None = None) -> list[Finding]:
    """Return the findings about a job: a configured one as a whole, sources as they are published.

    Args:
        job: What to lint.
        sources: What has been read for it.
        known: What rules have found in earlier versions of the sources.
    """
    if job.config is None:
        return lint_sources(sources, job, known)
    try:
        return lint_job(sources, job)
    except InputError as error:
        return list(error.findings)


def fails(findings: Iterable[Finding], least: Severity) -> bool:
    """Return whether a finding that is not fixed has at least a severity."""
    return any(each.severity.weight >= least.weight for each in findings if not each.repaired)


def by_place(finding: Finding) -> tuple[str, int, int, str]:
    """Return what findings are sorted by."""
    location = finding.location
    if location is None:
        return "", 0, 0, finding.rule
    return location.path, location.line, location.column, finding.rule


def lint_sources(sources: Sources, job: Job, known: Known | None = None) -> list[Finding]:
    """Return all findings about raw sources, as they are published."""
    findings = Findings(job)
    findings.add(map(_judged, sources.findings))
    for fragment in (*sources.fragments, *sources.supplements):
        findings.add(book.lint(fragment, known))
    if not len(sources.fragments) == len(sources.pages) == 1 or sources.supplement_pages:
        _lint_together(sources, job, findings)
    else:
        _validate(sources.fragments[0], findings, is_fixed=False)
    return findings.result()


def lint_job(sources: Sources, job: Job) -> list[Finding]:
    """Return the findings on the way to the document of a job, and those about the document.

    Raises:
        InputError: there is no document.
    """
    run = Run(job)
    document = make_document(sources, run)
    _validate(document, run.findings, is_fixed=True)
    findings = Findings(job)
    findings.add(map(_judged, run.findings.collected))
    findings.add(_recorded(document, job))
    return findings.result()


def _recorded(document: Document, job: Job) -> list[Finding]:
    """Return what recordings say about a document; what they do not cover is no fault of it."""
    if not job.recordings:
        return []
    from specquilt.recordings.learn import learn

    try:
        usable = validate(document, Run(job))
    except InputError:  # reported already: the project refuses documents that break the standard
        return []
    return [each for each in learn(usable, job.recordings).findings if each.rule != "never-seen"]


def _lint_together(sources: Sources, job: Job, findings: Findings) -> None:
    """Add what only the merged document shows: where pages disagree."""
    run = Run(job)
    try:
        document = make_document(sources, run)
    except InputError as error:
        findings.add(_new(error.findings, findings))
        return
    collected = map(_judged, run.findings.collected)
    findings.add(_new((each for each in collected if not each.repaired), findings))
    _validate(document, findings, is_fixed=True)
    for fragment in (*sources.fragments, *sources.supplements):
        findings.add(_masked(fragment, document, Reported(findings.unrepaired)))


def _masked(fragment: Document, merged: Document, known: Reported) -> list[Finding]:
    """Return what one page lacks and the merged document has, because another page has it."""
    return [
        each.finding(fragment)
        for each in suspected(fragment.data, references_resolve=False)
        if each.keyword == "required" and each.about[0] in SECTIONS
        if exists(merged.data, each.about) and not known.of(each, fragment)
    ]


def _judged(finding: Finding) -> Finding:
    """Return a finding as an error if `generate` has to work around what it is about."""
    if finding.rule in CONFLICTS:
        return as_contradiction(finding)
    if finding.rule not in (INVALID, LEFT_OUT) or not finding.repaired:
        return finding
    return replace(finding, rule=INVALID, severity=Severity.ERROR, fix=Fix.NONE, repaired=False)


def _new(others: Iterable[Finding], findings: Findings) -> list[Finding]:
    """Return the findings of rules that have found nothing at the same place."""
    known = {(finding.rule, finding.location) for finding in findings.collected}
    return [finding for finding in others if (finding.rule, finding.location) not in known]


def _validate(document: Document, findings: Findings, is_fixed: bool) -> None:
    """Add the validator's findings, and raise findings that make the document invalid to errors.

    Violations are confirmed only if that can change anything: it takes longer than all rules.
    """
    references = broken_references(document)
    findings.add(references)
    resolve, reported = not references, Reported(findings.unrepaired)
    suspects = suspected(document.data, resolve)
    if all(_is_settled(reported.of(each, document), is_fixed) for each in suspects):
        return
    violations = [
        (each, reported.of(each, document)) for each in confirmed(document.data, suspects, resolve)
    ]
    news = [violation.finding(document) for violation, known in violations if not known]
    findings.raise_to_error(each for _, known in violations for each in _too_mild(known, is_fixed))
    findings.add(news[:MAX_FAULTS])


def _is_settled(known: list[Finding], is_fixed: bool) -> bool:
    """Say whether rules report a violation as severely as the validator would."""
    return bool(known) and not _too_mild(known, is_fixed)


def _too_mild(known: list[Finding], is_fixed: bool) -> list[Finding]:
    """Return findings about a violation that are not errors although nothing fixes it."""
    if any(each.severity is Severity.ERROR for each in known):
        return []
    return [each for each in known if is_fixed or each.fix is Fix.NONE]
