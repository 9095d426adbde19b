"""A person at a terminal sees which stage it is, and how much there is to do; a log sees nothing."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from cli.small import DOCUMENT
from specquilt.cli.main import main

STAGES = ("reading", "fixing 1 fragment", "merging", "validating", "rendering 1 operation")


@pytest.mark.parametrize("is_terminal", [True, False])
def test_stages_are_shown_on_a_terminal_only(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    is_terminal: bool,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("api.yaml").write_text(DOCUMENT)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: is_terminal)
    assert main(["generate", "api.yaml", "-o", "out"]) == 0
    shown = capsys.readouterr().err
    assert all((stage in shown) is is_terminal for stage in STAGES)
    assert ("\x1b[2K" in shown) is is_terminal
    summary, place = shown.splitlines()[-2:]
    assert "1 operation," in summary
    assert "written to ./out." in place
