"""The fix of every safe rule can be written as an overlay."""

from __future__ import annotations

from pathlib import Path

import pytest

from rules.frame import as_document
from specquilt.openapi.document import Document
from specquilt.openapi.finding import Fix
from specquilt.openapi.load.block import Block
from specquilt.openapi.provenance import Origin, Provenance
from specquilt.overlay import apply, fixes, read
from specquilt.overlay.merge_value import same
from specquilt.rules.engine import book

SAFE = [rule_id for rule_id, rule in book.book().items() if rule.fix is Fix.SAFE and rule.before]


@pytest.mark.parametrize("rule_id", SAFE)
def test_overlay_makes_the_same_changes_as_the_rule(rule_id: str, tmp_path: Path) -> None:
    rule = book.rule_of(rule_id)
    document = _on_a_page(as_document(rule, rule.before))
    refused = frozenset(each for each in book.ids() if each != rule_id)
    (fixed,) = fixes.fix([document], refused)
    file = tmp_path / "fixes.overlay.yaml"
    file.write_text(fixed.text, encoding="utf-8")
    overlay = read.read(file)
    changed, _ = apply.apply(document, overlay.actions)
    assert same(changed.data, fixed.document.data)
    assert rule_id not in {finding.rule for finding in book.lint(changed)}
    assert any(action.description.startswith(rule_id) for action in overlay.actions)


def _on_a_page(document: Document) -> Document:
    if document.page:
        return document
    return Document(document.data, Provenance({(): (Origin(Block("api.yaml", "{}")),)}))
