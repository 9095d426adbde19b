"""Each defect, put alone into a clean document, is found by its rule alone and in its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from rules.mutations import MUTATIONS
from rules.mutations.mutation import Mutation
from specquilt.document import Document
from specquilt.finding import Finding
from specquilt.merge.sew import fragment_of
from specquilt.pointer import show
from specquilt.rules._book import book, lint
from specquilt.sources.read import read_text

CLEAN = Path(__file__).with_name("clean.yaml").read_text(encoding="utf-8")


def test_clean_document_is_clean() -> None:
    assert lint(_document(CLEAN)) == []


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.rule)
def test_defect_is_found_by_its_rule_alone_and_in_its_place(mutation: Mutation) -> None:
    text = mutation.apply(CLEAN)
    (finding,) = lint(_document(text))
    assert finding.rule == mutation.rule
    assert show(finding.pointer) == mutation.pointer
    assert _line(text, finding) == mutation.line


def test_every_rule_has_its_defect_but_those_that_need_a_page() -> None:
    checked = {rule_id for rule_id, rule in book().items() if rule.check}
    alone = {rule_id for rule_id in checked if not book()[rule_id].page}
    assert alone <= {mutation.rule for mutation in MUTATIONS} <= checked


def _document(text: str) -> Document:
    (page,) = read_text("quilts.yaml", text)
    return fragment_of(page)


def _line(text: str, finding: Finding) -> str:
    assert finding.location
    return text.splitlines()[finding.location.line - 1].strip()
