"""docs/recordings.md: its commands print what it says, and it names all rules."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from specquilt.cli.main import main
from specquilt.rules.recorded import RECORDED

PAGE = Path(__file__).parents[2] / "docs" / "recordings.md"
FILES = re.compile(r"^```\w+ (\S+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def _printed(command: str, capsys: pytest.CaptureFixture[str]) -> str:
    main(shlex.split(command)[1:])
    out, _ = capsys.readouterr()
    return f"$ {command}\n{out}"


def test_commands_print_what_the_page_says(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    request: pytest.FixtureRequest,
) -> None:
    text = PAGE.read_text("utf-8")
    monkeypatch.chdir(tmp_path)
    for name, content in FILES.findall(text):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(content, encoding="utf-8")
    shown = CONSOLE.findall(text)
    commands = [re.findall(r"^\$ (.*)$", block, re.MULTILINE) for block in shown]
    printed = ["".join(_printed(each, capsys) for each in block) for block in commands]
    if request.config.getoption("--golden"):
        for before, after in zip(shown, printed, strict=True):
            text = text.replace(before, after)
        PAGE.write_text(text, encoding="utf-8")
        shown = printed
    assert shown == printed


def test_page_names_every_rule() -> None:
    assert set(RECORDED) <= set(re.findall(r"`([a-z-]+)`", PAGE.read_text("utf-8")))
