"""Fixtures of the tests of seams."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from seams.extensions import EXTEND, MORE, QUILTS, write_module
from seams.project import write_project
from specquilt.cli.main import main

Generate = Callable[..., tuple[int, str]]


@pytest.fixture
def generate(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Generate:
    """Return what runs `generate` in a folder of its own: exit code, and what is printed."""
    monkeypatch.chdir(tmp_path)

    def run(*options: str) -> tuple[int, str]:
        code = main(["generate", *options])
        shown = capsys.readouterr()
        return code, shown.out + shown.err

    return run


@pytest.fixture
def extended(generate: Generate) -> Generate:
    """Return what runs `generate` in a project with extensions, where it has been run before."""
    write_project()
    assert generate()[0] == 0
    write_module("more.py", MORE)
    write_module("own/__init__.py", "")
    write_module("own/quilts.py", QUILTS)
    write_project(EXTEND)
    return generate
