"""Every kind of change reports its own example, and nothing else."""

from __future__ import annotations

import pytest

from diff.versions import edited, version
from specquilt.comparison.changes import verdicts_of
from specquilt.comparison.compare import compare
from specquilt.openapi.finding import Severity
from specquilt.openapi.pointer import parse
from specquilt.rules.changes import changes as rules
from specquilt.rules.changes.rule import MAJOR
from specquilt.rules.engine.book import all_ids, ids, rule_of, whole_book

SHOWN = {id_: rule for id_, rule in rules().items() if rule.at}


FEW = 12
"""Every so many-th example is in the quick tests; `test_single_changes` has the most frequent kinds."""


@pytest.mark.parametrize(
    "rule_id",
    [
        id_ if n % FEW == 0 else pytest.param(id_, marks=pytest.mark.long)
        for n, id_ in enumerate(SHOWN)
    ],
)
def test_an_example_is_one_change_of_its_kind_at_its_place(rule_id: str) -> None:
    rule = SHOWN[rule_id]
    old, new = (version(edited(rule.at, each)) for each in (rule.before, rule.after))
    (change,) = compare(old, new).changes
    assert change.rule == rule_id
    either = rule.received or rule.sent
    assert verdicts_of(change) in (rule.sent, either, rule.sent.joined(either))
    assert parse(rule.at)[:1] in (change.old[:1], change.new[:1]) or rule_id.startswith("sc")
    assert not compare(new, new).changes


def test_every_kind_of_change_explains_itself() -> None:
    for rule_id, rule in rules().items():
        assert rule.summary
        assert not rule.summary.endswith(".")
        assert rule.why.endswith(".")
        assert rule_of(rule_id).why.endswith(f"{rule.verdicts}")
        expected = Severity.ERROR if rule.worst is MAJOR else Severity.INFO
        assert rule_of(rule_id).severity is expected


def test_commands_about_rules_know_all_kinds_of_changes_and_other_commands_none() -> None:
    assert set(whole_book()) == set(all_ids()) == {*ids(), *rules()}
    assert not set(ids()) & set(rules())
