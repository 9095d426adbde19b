"""Excerpts are only taken from files that can be read again."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from specquilt.openapi.finding import Finding, Location, Severity
from specquilt.report.text import render


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes in folders")
def test_a_named_pipe_is_not_opened_for_an_excerpt(tmp_path: Path) -> None:
    pipe = tmp_path / "pages"
    os.mkfifo(pipe)
    finding = Finding("a-rule", Severity.ERROR, "it is wrong", Location(str(pipe)))
    said = render([finding])
    assert f"{pipe}:1:1: error[a-rule] it is wrong" in said
    assert " | " not in said


def test_the_line_of_a_file_is_shown(tmp_path: Path) -> None:
    (tmp_path / "api.yaml").write_text("\ufeffopenapi: 3.1.0\npaths: []\n", "utf-8")
    finding = Finding("a-rule", Severity.ERROR, "no", Location(str(tmp_path / "api.yaml"), 2, 8))
    assert "  2 | paths: []\n    |        ^" in render([finding])


def test_a_missing_file_has_no_lines(tmp_path: Path) -> None:
    finding = Finding("a-rule", Severity.ERROR, "no", Location(str(tmp_path / "api.yaml")))
    assert " | " not in render([finding])
