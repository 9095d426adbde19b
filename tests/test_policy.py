"""One collector of findings: duplicates go, and the job's severities apply to what is left."""

from __future__ import annotations

from dataclasses import replace

from specquilt.openapi.finding import Finding, Location, Severity
from specquilt.project.configuration import Job
from specquilt.project.policy import Findings

GUESS = Finding("union-of-one", Severity.WARNING, "a union of one", Location("a.yaml", 3))
KEY = Finding("unknown-key", Severity.WARNING, "no key 'x'", Location("a.yaml", 4))


def _result(*findings: Finding, **tables: object) -> list[tuple[str, str]]:
    collector = _collector(*findings, **tables)
    return [(finding.rule, str(finding.severity)) for finding in collector.result()]


def _collector(*findings: Finding, **tables: object) -> Findings:
    collector = Findings(Job({"sources": {"pages": ["a.yaml"]}, **tables}))
    collector.add(findings)
    return collector


def test_the_same_finding_of_two_stages_is_reported_once_at_its_first_position() -> None:
    assert _result(GUESS, KEY, GUESS) == [("union-of-one", "warning"), ("unknown-key", "warning")]


def test_the_configured_severity_applies() -> None:
    severity = {"union-of-one": "off", "unknown-key": "error"}
    assert _result(GUESS, KEY, lint={"severity": severity}) == [("unknown-key", "error")]


def test_an_accepted_guess_is_information_but_an_error_stays_one() -> None:
    accept = ["union-of-one", "unknown-key"]
    collector = _collector(GUESS, KEY, rules={"accept": accept})
    collector.raise_to_error([KEY])
    assert [str(each.severity) for each in collector.result()] == ["info", "error"]


def test_findings_of_operations_that_are_not_wanted_are_left_out() -> None:
    other = Finding("unknown-key", Severity.WARNING, "no key 'y'", operation="GET /quilts")
    collector = _collector(KEY)
    collector.exclude(["GET /quilts"])
    collector.add([other])
    assert collector.result() == [KEY]


def test_what_is_turned_off_or_repaired_covers_no_violation() -> None:
    repaired = replace(GUESS, repaired=True)
    collector = _collector(GUESS, repaired, KEY, lint={"severity": {"unknown-key": "off"}})
    assert collector.unrepaired == [GUESS]


def test_a_decision_takes_the_place_of_what_its_rule_has_found() -> None:
    decided, elsewhere = replace(KEY, message="'x' is 'y'"), replace(KEY, place=None)
    collector = _collector(GUESS, KEY, elsewhere)
    collector.add_decisions([decided, decided, elsewhere])
    assert collector.collected == [GUESS, elsewhere, decided, decided, elsewhere]
