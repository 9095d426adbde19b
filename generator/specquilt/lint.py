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
from specquilt.validate.conformance import doubts
from specquilt.validate.references import MAX_FAULTS, broken_references
from specquilt.validate.told import Told


def linted(raw: Raw, job: Job) -> list[Finding]:
    """Report everything that there is to say about raw sources, as if nothing were repaired."""
    fragments = [*raw.fragments, *raw.supplements]
    findings = [finding for fragment in fragments for finding in book.lint(fragment)]
    if len(raw.fragments) > 1 or len(raw.pages) > 1 or raw.supplement_pages:
        findings = _sewn_together(raw, job, findings)
    elif raw.fragments:
        findings = _judged(raw.fragments[0], findings, mended=False)
    return weighed(distinct([*raw.findings, *findings]), job)


def linted_as_a_whole(job: Job) -> list[Finding]:
    """Report what is found on the way to the document of a job, and what is wrong with that.

    Raises:
        InputError: there is no document.
    """
    result = sewn(job)
    return weighed(_judged(result.document, result.findings, mended=True), job)


def _sewn_together(raw: Raw, job: Job, findings: list[Finding]) -> list[Finding]:
    """Add what only shows when pages are put together; one alone has nothing to disagree with."""
    try:
        result = sewn_of(raw, job)
    except InputError as error:
        return _with(findings, error.findings)
    between = [finding for finding in result.findings if not finding.repaired]
    return _judged(result.document, _with(findings, between), mended=True)


def _with(findings: list[Finding], others: Iterable[Finding]) -> list[Finding]:
    told = {(finding.rule, finding.location) for finding in findings}
    news = [finding for finding in others if (finding.rule, finding.location) not in told]
    return [*findings, *news]


def _judged(document: Document, findings: list[Finding], mended: bool) -> list[Finding]:
    """Add what the judge alone has found, and let it say how grave it is what rules have found.

    Asking takes several times as long as all rules together, so it is not asked if rules have
    told whatever there is a doubt about.
    """
    references = broken_references(document)
    findings, sound = [*findings, *references], not references
    told = Told(finding for finding in findings if not finding.repaired)
    doubtful = list(doubts(document.data, sound))
    if all(_is_settled(told.of(doubt, document), mended) for doubt in doubtful):
        return findings
    from specquilt.validate.judge import judged

    faults = [(fault, told.of(fault, document)) for fault in judged(document, doubtful, sound)]
    news = [fault.finding(document) for fault, known in faults if not known]
    graver = {id(each) for _, known in faults for each in _kept_from_use(known, mended)}
    return [
        *(_error(each) if id(each) in graver else each for each in findings),
        *news[:MAX_FAULTS],
    ]


def _is_settled(known: list[Finding], mended: bool) -> bool:
    """Say whether there is nothing that the judge could add to what rules have told."""
    return bool(known) and not _kept_from_use(known, mended)


def _kept_from_use(known: list[Finding], mended: bool) -> list[Finding]:
    """Return findings about an invalid place that are too mild: nothing repairs it."""
    if any(each.severity is Severity.ERROR for each in known):
        return []
    return [each for each in known if mended or each.fix is Fix.NONE]


def _error(finding: Finding) -> Finding:
    return replace(finding, severity=Severity.ERROR)
