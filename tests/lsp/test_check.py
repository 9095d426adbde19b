"""What an editor hears about a text is what `specquilt lint` says about the file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lsp.test_repairs import FILE, NOTATIONS
from rules.frame import framed
from specquilt.cli.main import main
from specquilt.lsp import check
from specquilt.lsp.check import Checker
from specquilt.openapi.finding import Location, Severity
from specquilt.report.spans import Span, span_of
from specquilt.rules.engine.book import book
from specquilt.rules.engine.known import Known

RULE = book()["single-value-enum"]
TEXT = NOTATIONS["yaml"](framed(RULE, RULE.before))
CONFIGURATION = """\
[sources]
pages = ["pages"]
[lint.severity]
single-value-enum = "{}"
"""


def _severities(path: Path, text: str) -> dict[str, Severity]:
    return {each.rule: each.severity for _, each in Checker(path).check({path: text}).findings}


def _brief(findings: list[dict[str, object]]) -> list[tuple[object, ...]]:
    keys = ("line", "column", "rule", "severity", "message", "fix")
    return sorted(tuple(map(str, (each[key] for key in keys))) for each in findings)


def test_an_editor_hears_what_lint_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "api.yaml"
    file.write_text(TEXT)
    main(["lint", "--format", "json", str(file)])
    said = json.loads(capsys.readouterr().out)["findings"]
    found = [each.as_json() for _, each in Checker(file).check({file: TEXT}).findings]
    assert found
    assert _brief(found) == _brief(said)


def test_the_text_of_the_editor_counts_and_not_the_file(tmp_path: Path) -> None:
    file = tmp_path / "api.yaml"
    file.write_text("openapi: [}")
    assert "yaml-syntax" not in _severities(file, TEXT)


@pytest.mark.parametrize(("severity", "wanted"), [("error", Severity.ERROR), ("off", None)])
def test_severities_are_those_of_the_configuration_that_reads_the_file(
    tmp_path: Path, severity: str, wanted: Severity | None
) -> None:
    (tmp_path / "pages").mkdir()
    page, other = tmp_path / "pages/api.yaml", tmp_path / "other/api.yaml"
    for path in (page, other):
        path.parent.mkdir(exist_ok=True)
        path.write_text(TEXT)
    (tmp_path / "specquilt.toml").write_text(CONFIGURATION.format(severity))
    assert _severities(page, TEXT).get("single-value-enum") is wanted
    assert _severities(other, TEXT)["single-value-enum"] is Severity.INFO


def test_a_configuration_that_is_broken_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "specquilt.toml").write_text("[sources")
    assert _severities(tmp_path / "api.yaml", TEXT)["single-value-enum"] is Severity.INFO


def test_what_has_not_changed_is_not_checked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    checker = Checker(FILE)
    checker.check({FILE: TEXT})
    known = checker.known
    checker.check({FILE: TEXT + "x-a: 1\n"})
    assert checker.known is known
    monkeypatch.setattr(Checker, "_LONGEST", 3)
    checker.check({FILE: TEXT})
    assert checker.known is not known
    assert isinstance(checker.known, Known)


def test_texts_of_files_in_the_way_are_findings_of_the_first_character(tmp_path: Path) -> None:
    path = tmp_path / "api.yaml"
    ((span, finding),) = Checker(path).check({path: "openapi: 3.1.0\n\0"}).findings
    assert finding.rule == "not-utf-8"
    assert span == Span(1, 0, 1)


@pytest.mark.parametrize(
    ("text", "column", "marked"),
    [
        ("  title: Quilts  # one", 3, "title"),
        ("  title: Quilts  # one", 10, "Quilts"),
        ("  /quilts/{id}:", 3, "/quilts/{id}"),
        ("  'a: b': 1", 3, "'a: b'"),
        ('  "a\\"b": 1', 3, '"a\\"b"'),
        ("{title: Quilts, version: 1}", 2, "title"),
        ("{title: Quilts, version: 1}", 9, "Quilts"),
        ("{title: Quilts, version: 1} ", 26, "1"),
        ("- https://quilts.dev", 3, "https://quilts.dev"),
        ("# List quilts   ", 1, "# List quilts"),
        ("[1]", 1, "[1]"),
        ("", 1, ""),
        ("ab", 9, ""),
    ],
)
def test_a_finding_is_about_a_key_or_a_value(text: str, column: int, marked: str) -> None:
    span = span_of(Location("a.yaml", 1, column), [text])
    assert (span.line, span.start) == (0, column - 1)
    assert text[span.start : span.end] == marked
    assert span.end == span.start + max(1, len(marked))


def test_a_finding_without_a_place_is_about_the_first_character() -> None:
    assert span_of(None, [""]) == Span(0, 0, 1)


def test_a_place_behind_the_text_is_on_its_last_line() -> None:
    assert span_of(Location("a.yaml", 9), ["a", "b"]).line == 1


def test_only_documents_that_are_searched_again_are_kept() -> None:
    assert check.LONGEST_KEPT == 4 << 20
