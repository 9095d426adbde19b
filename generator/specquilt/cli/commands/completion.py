"""``specquilt completion``: a script for command completion in a shell."""

from __future__ import annotations

import argparse
from argparse import Namespace

from specquilt.cli.console import Console
from specquilt.openapi.dataclass import dataclass

PROGRAM = "specquilt"


@dataclass(frozen=True)
class Entry:
    """A command of the program.

    Args:
        name: as it is typed.
        purpose: what it does.
        options: each with its purpose.
        words: the choices of its first argument.
    """

    name: str
    purpose: str
    options: tuple[tuple[str, str], ...]
    words: tuple[str, ...]


def run(arguments: Namespace, _console: Console) -> int:
    """Print the script for a shell."""
    print(SHELLS[arguments.shell](entries(arguments.parser())), end="")
    return 0


def entries(parser: argparse.ArgumentParser) -> list[Entry]:
    """Return the commands of a parser."""
    (commands,) = (a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    purposes = {choice.dest: choice.help or "" for choice in commands._choices_actions}
    return [
        Entry(name, purposes[name], _options(command), _words(command))
        for name, command in commands.choices.items()
    ]


def _options(command: argparse.ArgumentParser) -> tuple[tuple[str, str], ...]:
    return tuple(
        (option, action.help or "")
        for action in command._actions
        for option in action.option_strings
        if option.startswith("--")
    )


def _words(command: argparse.ArgumentParser) -> tuple[str, ...]:
    """Return the choices of the first positional argument, if it has any."""
    positional = (action for action in command._actions if not action.option_strings)
    choices = next((action.choices for action in positional if action.choices), None)
    return tuple(map(str, choices or ()))


def bash(commands: list[Entry]) -> str:
    """Return the script for bash."""
    cases = "".join(
        f'        {each.name}) words="{" ".join((*_names(each), *each.words))}" ;;\n'
        for each in commands
    )
    return f"""\
_{PROGRAM}() {{
    local word="${{COMP_WORDS[COMP_CWORD]}}" words
    case "${{COMP_WORDS[1]}}" in
{cases}        *) words="" ;;
    esac
    if [ "$COMP_CWORD" -eq 1 ]; then
        words="{" ".join(each.name for each in commands)} --help --version"
    fi
    COMPREPLY=($(compgen -W "$words" -- "$word"))
}}
complete -o default -F _{PROGRAM} {PROGRAM}
"""


def zsh(commands: list[Entry]) -> str:
    """Return the script for zsh, which understands that for bash."""
    return f"#compdef {PROGRAM}\nautoload -Uz bashcompinit && bashcompinit\n{bash(commands)}"


def fish(commands: list[Entry]) -> str:
    """Return the script for fish."""
    lines = [
        f"complete -c {PROGRAM} -n __fish_use_subcommand -a {each.name} -d {_quoted(each.purpose)}"
        for each in commands
    ]
    for each in commands:
        where = f"complete -c {PROGRAM} -n '__fish_seen_subcommand_from {each.name}'"
        lines += [
            f"{where} -l {option.removeprefix('--')} -d {_quoted(purpose)}"
            for option, purpose in each.options
        ]
        lines += [f"{where} -a {word}" for word in each.words]
    return "\n".join(lines) + "\n"


SHELLS = {"bash": bash, "zsh": zsh, "fish": fish}


def _names(entry: Entry) -> tuple[str, ...]:
    return tuple(option for option, _ in entry.options)


def _quoted(text: str) -> str:
    """Quote a text for fish: quotes and backslashes are left out."""
    plain = text.replace("\\", "").replace("'", "")
    return f"'{plain}'"
