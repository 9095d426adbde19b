"""``specquilt completion``: a script for command completion in a shell."""

from __future__ import annotations

import argparse
from argparse import Namespace
from collections.abc import Iterator

from specquilt.cli.console import Console
from specquilt.cli.options import RULES
from specquilt.openapi.dataclass import dataclass
from specquilt.rules.engine import book

PROGRAM = "specquilt"
TAKES_RULE = "explain"
"""The command whose argument is the id of a rule."""


@dataclass(frozen=True)
class Entry:
    """A command of the program.

    Args:
        name: as it is typed.
        purpose: what it does.
        options: each with its purpose.
        words: the choices of its first argument.
        values: the choices of options that have some.
        rules: options that take ids of rules.
    """

    name: str
    purpose: str
    options: tuple[tuple[str, str], ...]
    words: tuple[str, ...]
    values: tuple[tuple[str, tuple[str, ...]], ...]
    rules: tuple[str, ...]


def run(arguments: Namespace, _console: Console) -> int:
    """Print the script for a shell."""
    print(SHELLS[arguments.shell](entries(arguments.parser())), end="")
    return 0


def entries(parser: argparse.ArgumentParser) -> list[Entry]:
    """Return the commands of a parser."""
    (commands,) = (a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    purposes = {choice.dest: choice.help or "" for choice in commands._choices_actions}
    return [
        Entry(
            name,
            purposes[name],
            _options(command),
            tuple(book.all_ids()) if name == TAKES_RULE else _words(command),
            tuple(_values(command)),
            tuple(_about_rules(command)),
        )
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


def _values(command: argparse.ArgumentParser) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each option that has choices, with them."""
    for action in command._actions:
        if action.choices and action.option_strings:
            yield action.option_strings[-1], tuple(map(str, action.choices))


def _about_rules(command: argparse.ArgumentParser) -> Iterator[str]:
    yield from (each.option_strings[-1] for each in command._actions if each.metavar == RULES)


def bash(commands: list[Entry]) -> str:
    """Return the script for bash. Of ids that are separated by commas, the last is completed."""
    cases = "".join(
        f'        {each.name}) words="{" ".join((*_names(each), *_unless_rules(each)))}" ;;\n'
        for each in commands
    )
    return f"""\
_{PROGRAM}() {{
    local word="${{COMP_WORDS[COMP_CWORD]}}" words rules="{" ".join(book.all_ids())}"
    case "${{COMP_WORDS[1]}} ${{COMP_WORDS[COMP_CWORD - 1]}}" in
{"".join(_cases_of_values(commands))}    esac
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


def _cases_of_values(commands: list[Entry]) -> Iterator[str]:
    """Yield what completes the values of options."""
    for each in commands:
        for option, words in each.values:
            reply = f'COMPREPLY=($(compgen -W "{" ".join(words)}" -- "$word"))'
            yield f'        "{each.name} {option}") {reply}; return ;;\n'
        for option in each.rules:
            known = '-P "${word%"${word##*,}"}" -W "$rules" -- "${word##*,}"'
            yield f'        "{each.name} {option}") COMPREPLY=($(compgen {known})); return ;;\n'


def _unless_rules(entry: Entry) -> tuple[str, ...]:
    return ("$rules",) if entry.name == TAKES_RULE else entry.words


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
        choices = dict(each.values) | dict.fromkeys(each.rules, tuple(book.all_ids()))
        for option, purpose in each.options:
            values = f" -x -a '{' '.join(choices[option])}'" if option in choices else ""
            lines.append(f"{where} -l {option.removeprefix('--')} -d {_quoted(purpose)}{values}")
        lines += [f"{where} -a '{' '.join(each.words)}'"] if each.words else []
    return "\n".join(lines) + "\n"


SHELLS = {"bash": bash, "zsh": zsh, "fish": fish}


def _names(entry: Entry) -> tuple[str, ...]:
    return tuple(option for option, _ in entry.options)


def _quoted(text: str) -> str:
    """Quote a text for fish: quotes and backslashes are left out."""
    plain = text.replace("\\", "").replace("'", "")
    return f"'{plain}'"
