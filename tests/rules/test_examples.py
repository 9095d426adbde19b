"""Every rule proves its own example."""

from __future__ import annotations

import pytest

from rules.frame import as_document
from specquilt.openapi.document import Document
from specquilt.rules.engine.book import book, lint, mend

CHECKED = {rule_id: rule for rule_id, rule in book().items() if rule.check}


@pytest.mark.parametrize("rule_id", CHECKED)
def test_example_is_found_by_its_rule_alone_and_mended_for_good(rule_id: str) -> None:
    rule = CHECKED[rule_id]
    before = as_document(rule, rule.before)
    assert _found(before) == {rule_id}
    if not rule.after:
        assert mend(before)[0] == before
        return
    after, findings = mend(before)
    assert after.data == as_document(rule, rule.after).data
    assert {finding.rule for finding in findings} == {rule_id}
    assert _found(after) == set()
    assert mend(after)[0] == after


@pytest.mark.parametrize("rule_id", CHECKED)
def test_finding_is_a_lower_case_sentence_without_a_full_stop(rule_id: str) -> None:
    rule = CHECKED[rule_id]
    for finding in lint(as_document(rule, rule.before)):
        assert not finding.message.endswith(".")
        first = finding.message.split()[0]
        assert not first.istitle() or not first[0].isalpha()


@pytest.mark.parametrize("rule_id", book())
def test_rule_says_what_it_is_for(rule_id: str) -> None:
    rule = book()[rule_id]
    assert rule.summary
    assert not rule.summary.endswith(".")
    assert rule.why.endswith((".", "?"))


def test_decision_of_a_stage_has_nothing_to_show() -> None:
    shown = {rule_id for rule_id, rule in book().items() if not rule.check and rule.before}
    assert not shown


def _found(document: Document) -> set[str]:
    return {finding.rule for finding in lint(document)}
