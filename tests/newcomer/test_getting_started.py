"""docs/getting-started.md, word for word: its files, its commands, and what they show."""

from __future__ import annotations

import re
import socket
from contextlib import ExitStack

import pytest

from newcomer.machine import Machine
from newcomer.pages import Block, blocks, page

PAGE = "docs/getting-started.md"
STAYS, PORT = "specquilt serve", "8765"
NUMBER = re.compile(r"\d[\d,]*")


@pytest.mark.long
def test_every_command_of_the_page_does_what_the_page_shows(machine: Machine) -> None:
    shown = ""
    steps = blocks(page(PAGE).replace(PORT, _free_port()))
    assert [step.language for step in steps].count("text") == 4
    with ExitStack() as stays:
        for step in steps:
            if step.name:
                _save(step, machine)
            elif step.language == "text":
                assert _without_numbers(step.text) == _without_numbers(shown)
            else:
                shown = "".join(_typed(command, machine, stays) for command in step.commands)


def _free_port() -> str:
    """Return a port that nothing listens on: that of the page may be taken here."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return str(server.getsockname()[1])


def _save(step: Block, machine: Machine) -> None:
    file = machine.home / step.name
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
