"""docs/getting-started.md, word for word: its files, its commands, and what they show."""

from __future__ import annotations

import re
import socket
from contextlib import ExitStack
from pathlib import Path

import pytest

from newcomer.machine import Machine
from newcomer.pages import Block, blocks, page
from specquilt.cli.main import main

PAGE = "docs/getting-started.md"
INIT, GENERATE = ["specquilt", "init"], ["specquilt", "generate"]
STAYS, PORT = "specquilt serve", "8765"
NUMBER = re.compile(r"\d[\d,]*")


def test_commands_write_the_files_that_the_page_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    steps = blocks(page(PAGE))
    for step in steps:
        if step.name:
            _save(step, tmp_path)
    typed = [command for step in steps if step.language == "sh" for command in step.commands]
    ended = [each for each in typed if each.split()[:2] in (INIT, GENERATE)]
    assert [main(each.split()[1:]) for each in ended] == [0, 0, 0]
    written = re.findall(r"`((?:specs|generated)/quilt-works[\w./-]*)`", page(PAGE))
    assert len(written) == 3
    assert [path for path in written if not (tmp_path / path).exists()] == []


@pytest.mark.long
def test_every_command_of_the_page_does_what_the_page_shows(machine: Machine) -> None:
    shown = ""
    steps = blocks(page(PAGE).replace(PORT, _free_port()))
    assert [step.language for step in steps].count("text") == 4
    with ExitStack() as stays:
        for step in steps:
            if step.name:
                _save(step, machine.home)
            elif step.language == "text":
                assert _without_numbers(step.text) == _without_numbers(shown)
            else:
                shown = "".join(_typed(command, machine, stays) for command in step.commands)


def _free_port() -> str:
    """Return a port that nothing listens on: that of the page may be taken here."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return str(server.getsockname()[1])


def _save(step: Block, folder: Path) -> None:
    file = folder / step.name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(step.text, "utf-8")


def _typed(command: str, machine: Machine, stays: ExitStack) -> str:
    if command.startswith(STAYS):
        return stays.enter_context(machine.running(command))
    code, shown = machine.run(command)
    assert code == 0, f"{command}\n{shown}"
    return shown


def _without_numbers(text: str) -> str:
    return NUMBER.sub("0", text)
