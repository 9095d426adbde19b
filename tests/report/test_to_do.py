"""`specquilt lint` shows what needs a person in full, and counts what rules have fixed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from specquilt.cli.console import coloured
from specquilt.cli.main import main
from specquilt.openapi.finding import Finding, Fix, Location, Severity
from specquilt.report import formats, to_do

OPEN = Finding("empty-description", Severity.WARNING, "to do", Location("a.md", 9))
GUESSED = Finding("wrong-type", Severity.WARNING, "guessed", fix=Fix.GUESS, repaired=True)


def _fixed(rule: str, count: int) -> list[Finding]:
    return [
        Finding(rule, Severity.ERROR, "done", Location("a.md", line), fix=Fix.SAFE, repaired=True)
        for line in range(1, count + 1)
    ]


def test_what_is_fixed_takes_one_line_for_each_rule() -> None:
    fixed = [*_fixed("few", 2), *_fixed("b-many", 11), *_fixed("a-few", 2)]
    shown = to_do.render("text", [fixed[0], OPEN, *fixed[1:], GUESSED])
    assert shown.splitlines() == [
        "a.md:9:1: warning[empty-description] to do",
        "    why: An empty description hides that one is missing, and no other source can replace it.",
        "warning[wrong-type] guessed",
        "    fixed by a guess",
        "15 findings fixed without a guess (-v shows each):",
        "  11 b-many: first at a.md:1:1",
        "   2 a-few: first at a.md:1:1",
        "   2 few: first at a.md:1:1",
        "17 findings: 15 errors, 2 warnings; 16 of them fixed",
    ]


def test_a_place_that_is_not_known_is_not_shown() -> None:
    fixed = [Finding("few", Severity.INFO, "done", repaired=True)] * 4
    assert "  4 few:\n" in to_do.render("text", fixed)


@pytest.mark.parametrize("count", [0, 3])
def test_a_few_are_shown_in_full(count: int) -> None:
    found = [OPEN, *_fixed("few", count)]
    assert to_do.render("text", found) == formats.render("text", found)


@pytest.mark.parametrize("name", sorted({*formats.FORMATS} - {"text"}))
def test_reports_for_machines_have_everything(name: str) -> None:
    found = [OPEN, *_fixed("empty-content", 11)]
    assert to_do.render(name, found) == formats.render(name, found)


@pytest.mark.parametrize(("options", "is_short"), [([], True), (["-v"], False)])
def test_verbose_shows_everything(
    options: list[str],
    is_short: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    answers = "".join(
        f"        '{status}': {{description: '', content: {{}}}}\n" for status in range(500, 506)
    )
    Path("api.yaml").write_text(
        "openapi: 3.1.0\ninfo: {title: A, version: '1'}\nservers: [{url: 'https://quilts.dev'}]\n"
        f"security: []\npaths:\n  /a:\n    get:\n      operationId: a\n      responses:\n{answers}",
        "utf-8",
    )
    Path("specquilt.toml").write_text(
        '[sources]\npages = ["api.yaml"]\n[client]\noutput = "c"\n', "utf-8"
    )
    main(["lint", "--config", "specquilt.toml", *options])
    assert ("fixed without a guess (-v shows each):" in capsys.readouterr().out) is is_short


@pytest.mark.parametrize(
    ("variables", "is_terminal", "expected"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"TERM": "dumb"}, True, False),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, False, True),
        ({"FORCE_COLOR": ""}, False, False),
        ({"NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, True),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
    ],
)
def test_the_environment_decides_about_colours(
    variables: dict[str, str], is_terminal: bool, expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: is_terminal, raising=False)
    assert coloured(sys.stdout) is expected
