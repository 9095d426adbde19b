"""What a job makes of findings: one collector, whose findings get the job's severities once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field, replace

from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.finding import Finding, Fix, Severity
from specquilt.project.configuration import Job


@dataclass
class Findings:
    """Collects the findings of all stages of a run, in order.

    Args:
        job: its severities and accepted guesses apply to the result.
    """

    job: Job
    _collected: list[Finding] = field(default_factory=list)
    _excluded: set[str] = field(default_factory=set)

    def add(self, findings: Iterable[Finding]) -> None:
        """Add the findings of a stage."""
        self._collected.extend(findings)

    def add_decisions(self, findings: Iterable[Finding]) -> None:
        """Add what was decided; it takes the place of what the same rule has found there."""
        decided = list(findings)
        places = {(each.rule, each.place) for each in decided if each.place}
        kept = [each for each in self._collected if (each.rule, each.place) not in places]
        self._collected = [*kept, *decided]

    def exclude(self, operations: Iterable[str]) -> None:
        """Leave out the findings of operations (``METHOD /path``) that are not wanted."""
        self._excluded.update(operations)

    def raise_to_error(self, findings: Iterable[Finding]) -> None:
        """Make errors of findings that were collected before."""
        raised = {id(finding) for finding in findings}
        self._collected = [
            replace(finding, severity=Severity.ERROR) if id(finding) in raised else finding
            for finding in self._collected
        ]

    def correct(self, findings: Iterable[Finding]) -> None:
        """Note that a hand has fixed what was found before: that is no guess any more."""
        fixed = {id(finding) for finding in findings}
        self._collected = [
            replace(each, repaired=True, fix=Fix.SAFE) if id(each) in fixed else each
            for each in self._collected
        ]

    @property
    def collected(self) -> list[Finding]:
        """The findings so far, as the stages report them."""
        return [each for each in self._collected if each.operation not in self._excluded]

    @property
    def unrepaired(self) -> list[Finding]:
        """The findings so far that nothing has repaired, without those that the job turns off."""
        return [
            finding
            for finding in self.collected
            if not finding.repaired and self._severity(finding) is not Severity.OFF
        ]

    def result(self) -> list[Finding]:
        """Return the findings without duplicates, each with the severity that the job wants."""
        distinct: dict[object, Finding] = {}
        for finding in self.collected:
            distinct.setdefault((finding.rule, finding.place, finding.message), finding)
        wanted = [replace(each, severity=self._severity(each)) for each in distinct.values()]
        return [finding for finding in wanted if finding.severity is not Severity.OFF]

    def served(self) -> list[Finding]:
        """Return the result of a run that nothing has stopped: what does not stop is no error."""
        is_error = Severity.ERROR
        return [
            replace(each, severity=Severity.WARNING) if each.severity is is_error else each
            for each in self.result()
        ]

    def _severity(self, finding: Finding) -> Severity:
        if finding.rule in self.job.severity:
            return self.job.severity[finding.rule]
        if finding.rule in self.job.accept and finding.severity is Severity.WARNING:
            return Severity.INFO
        return finding.severity
