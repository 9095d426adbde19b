"""What docs/editors.md says to write into settings can be read, and starts the server."""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from typing import Any

import pytest

from newcomer.pages import blocks, page
from specquilt.cli.arguments import parsed
from specquilt.lsp.server import FIX_ALL

BLOCKS = {
    language: [each.text for each in blocks(page("docs/editors.md")) if each.language == language]
    for language in ("json", "lua", "toml", "elisp")
}


def _starts(words: list[str]) -> bool:
    return words[0] == "specquilt" and parsed(words[1:]).command == "lsp"


def test_the_settings_of_vs_code_start_the_server() -> None:
    settings: dict[str, Any] = json.loads(BLOCKS["json"][0])
    name, arguments = settings["glspc.server.command"], settings["glspc.server.commandArguments"]
    assert _starts([name, *arguments])
    assert FIX_ALL in settings["editor.codeActionsOnSave"]


def test_the_languages_of_helix_start_the_server() -> None:
    settings = tomllib.loads(BLOCKS["toml"][0])
    server = settings["language-server"]["specquilt"]
    assert _starts([server["command"], *server["args"]])
    used = {each["name"]: each["language-servers"][-1] for each in settings["language"]}
    assert used == dict.fromkeys(("yaml", "json", "markdown"), "specquilt")


@pytest.mark.parametrize("language", ["lua", "elisp"])
def test_the_code_of_neovim_and_emacs_starts_the_server(language: str) -> None:
    code = BLOCKS[language][0]
    found = re.search(r'"specquilt",? "lsp"', code)
    assert found
    assert _starts(shlex.split(found.group().replace(",", "")))
    assert code.count("(") == code.count(")")


def test_the_action_of_neovim_is_one_of_the_server() -> None:
    assert f'"{FIX_ALL}"' in BLOCKS["lua"][1]


def test_the_task_of_zed_is_a_command() -> None:
    (task,) = json.loads(BLOCKS["json"][1])
    assert parsed(task["args"]).command == "lint"
