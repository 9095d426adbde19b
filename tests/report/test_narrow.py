"""Lines of sources that are longer than the terminal are cut around what is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from specquilt.openapi.finding import Finding, Location, Severity
from specquilt.report import excerpt, text

Source = Callable[[str], str]
COLOUR = re.compile(r"\x1b\[[\d;]*m")
WORD = "'wrong'"


@pytest.fixture
def source(tmp_path: Path) -> Source:
    def write(line: str) -> str:
        excerpt.source_lines.cache_clear()
        file = tmp_path / "api.yaml"
        file.write_text(f"{line}\n")
        return str(file)

    return write


def _shown(path: str, column: int, colour: str = "") -> tuple[str, str]:
    line, carets = (
        COLOUR.sub("", each) for each in excerpt.lines(Location(path, 1, column), colour)
    )
    return line, carets


@pytest.mark.parametrize("length", [0, 10, 60, 200, 5000])
@pytest.mark.parametrize("behind", [0, 10, 60, 200, 5000])
@pytest.mark.parametrize("columns", ["10", "40", "80", "120"])
def test_what_is_wrong_is_always_shown_above_its_carets(
    length: int, behind: int, columns: str, source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    whole = f"{'a' * length} {WORD} {'b' * behind}"
    line, carets = _shown(source(whole), length + 2, "31")
    start = carets.index("^")
    assert line[start : start + len(WORD)] == WORD
    assert carets.count("^") == len(WORD)
    assert len(line) <= max(int(columns), 20 + len("  1 | "))
    before, inside, after = whole.partition(line.removeprefix("  1 | ").strip("…"))
    assert WORD in inside
    assert (before != "", after != "") == (line[6] == "…", line[-1] == "…")
    assert 1 not in (len(before), len(after)), "no character is replaced that there is room for"


def test_a_line_that_fits_is_whole(source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    line = "x" * (80 - len("  1 | "))
    monkeypatch.setenv("COLUMNS", "80")
    assert _shown(source(line), 1, "31") == (f"  1 | {line}", f"    | {'^' * len(line)}")
    assert _shown(source(f"{line}x"), 1, "31")[0] == f"  1 | {line[1:]}…"


def test_files_of_reports_do_not_depend_on_the_terminal(
    source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = source(f"{'a' * 300} {WORD}")
    found = set()
    for columns in ("40", "80", "200"):
        monkeypatch.setenv("COLUMNS", columns)
        found.add(_shown(path, 302))
    ((line, _),) = found
    assert len(line) == 160


def test_carets_end_with_the_line(source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    line, carets = _shown(source("x" * 100), 1, "31")
    assert len(carets) == len(line) == 40


def test_carets_of_long_words_end_with_the_line(
    source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    line, carets = _shown(source(f"{'x' * 30} '{'y' * 100}'"), 32, "31")
    assert len(carets) == len(line) == 60
    assert line[carets.index("^")] == "'"


def test_the_end_of_a_line_has_one_caret(source: Source) -> None:
    assert _shown(source("paths:"), 7) == ("  1 | paths:", "    |       ^")


def test_the_last_line_of_a_file_may_lack_its_end(tmp_path: Path) -> None:
    (tmp_path / "api.yaml").write_text("a: 1\nb: 2")
    path = str(tmp_path / "api.yaml")
    assert next(excerpt.lines(Location(path, 2))) == "  2 | b: 2"
    assert [*excerpt.lines(Location(path, 3))] == []


def test_a_source_that_is_no_text_is_not_shown(tmp_path: Path) -> None:
    (tmp_path / "api.yaml").write_bytes(b"a: \xff\n")
    assert [*excerpt.lines(Location(str(tmp_path / "api.yaml")))] == []


def test_carets_have_the_colour_of_the_severity(source: Source) -> None:
    path = source(WORD)
    findings = [
        Finding("some-rule", severity, "it is wrong", Location(path))
        for severity in (Severity.ERROR, Severity.WARNING)
    ]
    shown = text.lines(findings, colour=True)
    assert [f"\x1b[1;{code}m^^^^^^^\x1b[0m" in "".join(shown) for code in (31, 33)] == [True, True]
    assert "\x1b" not in "".join(text.lines(findings))


def test_findings_are_apart_at_a_terminal(source: Source) -> None:
    findings = [Finding("some-rule", Severity.INFO, "it is", Location(source(WORD)))] * 2
    blank = [not line for line in text.lines(findings, colour=True)]
    assert blank == [False, False, False, True] * 2
    assert "" not in text.lines(findings)
