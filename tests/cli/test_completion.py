"""What shells complete."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from specquilt.cli.arguments import parser
from specquilt.cli.commands.completion import entries
from specquilt.cli.main import main
from specquilt.rules.engine import book


def _script(shell: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["completion", shell]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "completed"),
    [
        (["inse"], []),
        (["gen"], ["generate"]),
        (["lint", "--sel"], ["--select"]),
        (["completion", "z"], ["zsh"]),
        (["generate", "--in"], ["--include"]),
        (["explain", "nested-t"], ["nested-tags"]),
        (["explain", "--qu"], ["--quiet"]),
        (["lint", "--select", "nested-t"], ["nested-tags"]),
        (["lint", "--ignore", "no-tags,nested-t"], ["no-tags,nested-tags"]),
        (["diff", "--select", "operation-rem"], ["operation-removed"]),
        (["lint", "--fail-on", "w"], ["warning"]),
        (["diff", "--fail-on", "m"], ["major", "minor"]),
        (["generate", "--select", "nested-t"], []),
        (["lint", "--update-baseline", "--fi"], ["--fix"]),
    ],
)
def test_bash_completes(
    words: list[str], completed: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("there is no bash")
    line = " ".join(["specquilt", *words])
    ask = f'COMP_WORDS=({line}); COMP_CWORD={len(words)}; _specquilt; echo "${{COMPREPLY[@]}}"'
    script = f"{_script('bash', capsys)}\n{ask}"
    run = subprocess.run([bash, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.split() == completed


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_script_knows_every_command_and_option(
    shell: str, capsys: pytest.CaptureFixture[str]
) -> None:
    script = _script(shell, capsys)
    for entry in entries(parser()):
        assert entry.name in script
        for option, _ in entry.options:
            assert option.removeprefix("--") in script


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_script_knows_every_rule(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert set(book.all_ids()) <= set(re.split(r"[^\w-]+", _script(shell, capsys)))


def test_fish_completes_values_of_options(capsys: pytest.CaptureFixture[str]) -> None:
    lines = _script("fish", capsys).splitlines()
    where = "complete -c specquilt -n '__fish_seen_subcommand_from lint' -l "
    (severities,) = [line for line in lines if line.startswith(f"{where}fail-on ")]
    (rules,) = [line for line in lines if line.startswith(f"{where}select ")]
    assert severities.endswith(" -x -a 'error warning info'")
    assert f" -x -a '{' '.join(book.all_ids())}'" in rules


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_script_is_one_of_its_shell(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"there is no {shell}")
    run = subprocess.run([program, "-n"], input=_script(shell, capsys), text=True, check=False)
    assert run.returncode == 0
