"""Every fix of a rule can be made in the text of an editor, whatever the notation."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from textwrap import indent
from typing import Any

import pytest
import yaml

from rules.frame import framed
from specquilt.lsp.check import Checker
from specquilt.lsp.repairs import QuickFix, all_safe_repairs, edited, repairs
from specquilt.openapi.dump import to_yaml
from specquilt.openapi.finding import Fix
from specquilt.rules.engine.book import book, problems

FILE = Path("/quilts/openapi.yaml")
MOST = 3
"""Some rules find one thing after another at the same place."""

SAFE, GUESSED = (
    [
        rule_id
        for rule_id, rule in book().items()
        if rule.fix is fix and rule.before and not rule.page
    ]
    for fix in (Fix.SAFE, Fix.GUESS)
)


def _flow(data: Any) -> str:
    text: str = yaml.safe_dump(data, default_flow_style=True, sort_keys=False, width=10**6)
    return text


def _indentless(data: Any) -> str:
    text: str = yaml.safe_dump(data, sort_keys=False)
    return text


def _page(data: Any) -> str:
    fence = f"```yaml\n{to_yaml(data)}```\n"
    return f"# Quilts\n\n- One page\n\n{indent(fence, '  ')}\nMore.\n"


NOTATIONS: dict[str, Callable[[Any], str]] = {
    "yaml": to_yaml,
    "indentless": _indentless,
    "flow": _flow,
    "json": lambda data: json.dumps(data, indent=2),
    "minified": json.dumps,
    "page": _page,
}


def found(text: str, path: Path = FILE) -> list[QuickFix]:
    """Return all repairs of a text."""
    checker, texts = Checker(path), {path: text}
    checked = checker.check(texts)
    return list(repairs(path, texts, checked, checker.known, range(10**6)))


def _rules(text: str) -> list[str]:
    return [each.rule for _, each in Checker(FILE).check({FILE: text}).findings]


@pytest.mark.parametrize("notation", NOTATIONS)
@pytest.mark.parametrize("rule_id", [*SAFE, *GUESSED])
def test_a_fix_can_be_made_in_the_text(rule_id: str, notation: str) -> None:
    text = NOTATIONS[notation](framed(book()[rule_id], book()[rule_id].before))
    assert rule_id in _rules(text)
    for _ in range(MOST):
        offered = [each for each in found(text) if each.finding.rule == rule_id]
        text = edited(text, offered[0].edits) if offered else text
    assert rule_id not in _rules(text)


def _all_fixed(text: str, *others: Path) -> str:
    """Return a text after all of its safe fixes."""
    checker, texts = Checker(FILE), {FILE: text, **{each: each.read_text() for each in others}}
    edits = all_safe_repairs(FILE, texts, checker.check(texts), checker.known)
    return edited(text, edits)


def _safe(text: str) -> set[str]:
    return {each.rule for _, each in Checker(FILE).check({FILE: text}).findings} & set(SAFE)


@pytest.mark.parametrize("notation", NOTATIONS)
@pytest.mark.parametrize("rule_id", SAFE)
def test_all_safe_fixes_are_made_together(rule_id: str, notation: str) -> None:
    text = NOTATIONS[notation](framed(book()[rule_id], book()[rule_id].before))
    fixed = _all_fixed(text)
    assert fixed != text
    assert _safe(fixed) == set()
    assert _all_fixed(fixed) == fixed


@pytest.mark.parametrize(("severity", "is_offered"), [("off", False), ("warning", True)])
def test_rules_that_are_off_are_not_fixed(severity: str, is_offered: bool, tmp_path: Path) -> None:
    rule = "single-value-enum"
    settings = f'[sources]\npages = ["api.yaml"]\n[lint.severity]\n{rule} = "{severity}"\n'
    (tmp_path / "specquilt.toml").write_text(settings)
    path, text = tmp_path / "api.yaml", to_yaml(framed(book()[rule], book()[rule].before))
    path.write_text(text)
    checker = Checker(path)
    checked = checker.check({path: text})
    edits = all_safe_repairs(path, {path: text}, checked, checker.known)
    assert any(each.finding.rule == rule for each in found(text, path)) is is_offered
    assert ("const:" in edited(text, edits)) is is_offered


def test_fixes_of_two_files_are_not_edits_of_one(tmp_path: Path) -> None:
    parts, path = tmp_path / "parts.yaml", tmp_path / "api.yaml"
    parts.write_text("Quilt: {type: string, enum: [one]}\n")
    schema = {"application/json": {"schema": {"$ref": "parts.yaml#/Quilt"}}}
    answers = {"200": {"description": "A quilt", "content": schema}}
    paths = {"/a": {"get": {"operationId": "a", "tags": ["a"], "responses": answers}}}
    info = {"title": "Quilts", "version": "1"}
    text = to_yaml({"openapi": "3.1.0", "info": info, "paths": paths, "security": []})
    path.write_text(text)
    checker = Checker(path)
    checked = checker.check({path: text})
    rules = {each.rule_id for part in checked.fragments for each in problems(part)}
    assert "single-value-enum" in rules
    assert all_safe_repairs(path, {path: text}, checked, checker.known) == []
    assert parts.read_text() == "Quilt: {type: string, enum: [one]}\n"
