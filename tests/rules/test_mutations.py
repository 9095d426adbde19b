"""Each defect in a clean document is reported once, by its rule and at its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from rules.mutations import MUTATIONS
from rules.mutations.mutation import Mutation
from specquilt.linting import lint_sources
from specquilt.merging.merge import fragment_of
from specquilt.openapi.document import Document
from specquilt.openapi.finding import Finding, Fix
from specquilt.openapi.pointer import show
from specquilt.project.configuration import from_sources
from specquilt.project.run import Sources
from specquilt.rules.engine.book import book, lint, problems
from specquilt.rules.engine.known import Known
from specquilt.sources.read import read_text

CLEAN = Path(__file__).with_name("clean.yaml").read_text(encoding="utf-8")
PAGE = """\
# Quilts

How to make and find quilts.

## OpenAPI Specification

```yaml
{}```
"""
OTHER = """\
openapi: 3.1.0
info: {title: Quilts, version: 1.0.0}
servers: [{url: https://api.quilt.test/v1}]
security: []
paths:
  /threads:
    get:
      operationId: list_threads
      responses:
        '200': {description: All, content: {text/plain: {schema: {type: string}}}}
"""


def test_clean_document_has_no_findings() -> None:
    assert lint(_document("quilts.yaml", CLEAN)) == []


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.rule)
def test_only_its_rule_reports_a_defect_at_its_place(mutation: Mutation) -> None:
    text = mutation.apply(CLEAN)
    (finding,) = lint(_document("quilts.yaml", text))
    assert finding.rule == mutation.rule
    assert show(finding.pointer) == mutation.pointer
    assert _line(text, finding) == mutation.line


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.rule)
def test_a_rule_that_only_reports_has_no_edits_and_only_the_others_have_to_run(
    mutation: Mutation,
) -> None:
    document = _document("quilts.yaml", mutation.apply(CLEAN))
    (found,) = problems(document)
    is_report = found.rule.fix is Fix.NONE
    assert not (is_report and found.problem.edits)
    fixed = [each.problem for each in problems(document, Known(only_fixes=True))]
    assert fixed == ([] if is_report else [found.problem])


# Here the merge and the validator run, too; neither repeats the finding of the rule.
SOURCES: dict[str, Callable[[str], dict[str, str]]] = {
    "a document": lambda text: {"quilts.yaml": text},
    "a page": lambda text: {"quilts.md": PAGE.format(text)},
    "one of two": lambda text: {"quilts.yaml": text, "threads.yaml": OTHER},
}


@pytest.mark.parametrize("form", SOURCES)
def test_clean_sources_have_no_findings(form: str) -> None:
    assert _linted(SOURCES[form](CLEAN)) == []


@pytest.mark.parametrize("form", SOURCES)
@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.rule)
def test_defect_is_reported_once_by_rules_merge_and_validator(
    mutation: Mutation, form: str
) -> None:
    sources = SOURCES[form](mutation.apply(CLEAN))
    (finding,) = _linted(sources)
    assert finding.rule == mutation.rule
    assert finding.location
    assert _line(sources[finding.location.path], finding) == mutation.line


def test_every_rule_that_needs_no_page_has_a_defect() -> None:
    checked = {rule_id for rule_id, rule in book().items() if rule.check}
    alone = {rule_id for rule_id in checked if not book()[rule_id].page}
    assert alone <= {mutation.rule for mutation in MUTATIONS} <= checked


def _document(name: str, text: str) -> Document:
    (page,) = read_text(name, text)
    return fragment_of(page)


def _linted(sources: dict[str, str]) -> list[Finding]:
    pages = [page for name, text in sources.items() for page in read_text(name, text)]
    read = Sources(pages, [], [fragment_of(page) for page in pages], [], [])
    return lint_sources(read, from_sources([*map(Path, sources)]))


def _line(text: str, finding: Finding) -> str:
    assert finding.location
    return text.splitlines()[finding.location.line - 1].strip()
