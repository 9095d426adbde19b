"""Tables are one line for each row, and as wide as the terminal where a person reads them."""

from __future__ import annotations

import sys

import pytest

from specquilt.cli import columns
from specquilt.cli.main import main

ROWS = [("a", "first", "one two three four five six seven"), ("long-id", "2", "eight")]


def test_a_program_gets_one_line_for_each_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    assert columns.table(ROWS).splitlines() == [
        "a        first  one two three four five six seven",
        "long-id  2      eight",
    ]


def test_the_last_column_goes_on_below_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert columns.table(ROWS).splitlines() == [
        "a        first  one two three four five",
        "                six seven",
        "long-id  2      eight",
    ]


def test_text_stays_readable_however_narrow_a_terminal_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "10")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert columns.table(ROWS).splitlines()[0] == "a        first  one two three four five"


@pytest.mark.parametrize("width", [80, 120, 200])
@pytest.mark.parametrize("command", ["rules", "config"])
def test_tables_fit_the_terminal(
    command: str, width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main([command]) == 0
    assert max(map(len, capsys.readouterr().out.splitlines())) <= width


@pytest.mark.parametrize("command", [[], ["--help"]])
def test_help_fits_into_eighty_columns(
    command: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    with pytest.raises(SystemExit):
        main(command)
    assert max(map(len, capsys.readouterr().out.splitlines())) < 80
