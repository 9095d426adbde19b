"""What README and docs tell to type is a command, and the Python that they show is Python."""

from __future__ import annotations

import ast
import contextlib
import io
import re
import shlex

import pytest

from newcomer.pages import blocks, names, page
from specquilt.cli.arguments import parser

SHELL = ("sh", "bash", "console", "yaml")
PLACEHOLDER = re.compile(r"…|\.\.\.|<\w+>")


def _commands(name: str) -> list[str]:
    found = []
    for block in blocks(page(name)):
        if block.language in SHELL and not block.name:
            lines = [command.removeprefix("$ ").removeprefix("- ") for command in block.commands]
            found += [line for line in lines if line.startswith("specquilt ")]
    return found


@pytest.mark.parametrize("name", names())
def test_commands_have_options_that_exist(name: str) -> None:
    for command in _commands(name):
        words = shlex.split(re.split(r"\s[>|&]", PLACEHOLDER.sub("x", command))[0])
        said = io.StringIO()
        with contextlib.redirect_stderr(said):
            try:
                parser().parse_args(words[1:])
            except SystemExit:
                pytest.fail(f"{name}: {command}\n{said.getvalue()}")


def test_there_are_commands_to_check() -> None:
    assert sum(len(_commands(name)) for name in names()) > 30


@pytest.mark.parametrize("name", names())
def test_python_is_python(name: str) -> None:
    for block in blocks(page(name)):
        if block.language == "python":
            ast.parse(block.text)


def test_the_readme_is_short() -> None:
    assert len(page("README.md").splitlines()) <= 150
