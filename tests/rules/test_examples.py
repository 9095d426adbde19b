"""Every rule reports the problem in its example, and its fix gives the expected result."""

from __future__ import annotations

import pytest

from rules.frame import as_document
from specquilt.openapi.document import Document
from specquilt.rules.engine.book import book, fix, lint

CHECKED = {rule_id: rule for rule_id, rule in book().items() if rule.check}


@pytest.mark.parametrize("rule_id", CHECKED)
def test_only_its_rule_reports_an_example_and_the_fix_is_final(rule_id: str) -> None:
    rule = CHECKED[rule_id]
    before = as_document(rule, rule.before)
    assert _found(before) == {rule_id}
    if not rule.after:
        assert fix(before)[0] == before
        return
    after, findings = fix(before)
    assert after.data == as_document(rule, rule.after).data
    assert {finding.rule for finding in findings} == {rule_id}
    assert _found(after) == set()
    assert fix(after)[0] == after


@pytest.mark.parametrize("rule_id", CHECKED)
def test_message_starts_in_lower_case_and_has_no_full_stop(rule_id: str) -> None:
    rule = CHECKED[rule_id]
    for finding in lint(as_document(rule, rule.before)):
        assert not finding.message.endswith(".")
        first = finding.message.split()[0]
        assert not first.istitle() or not first[0].isalpha()


@pytest.mark.parametrize("rule_id", book())
def test_rule_has_a_summary_and_a_reason(rule_id: str) -> None:
    rule = book()[rule_id]
    assert rule.summary
    assert not rule.summary.endswith(".")
    assert rule.why.endswith((".", "?"))


def test_rule_without_a_check_has_no_example() -> None:
    shown = {rule_id for rule_id, rule in book().items() if not rule.check and rule.before}
    assert not shown


def _found(document: Document) -> set[str]:
    return {finding.rule for finding in lint(document)}
