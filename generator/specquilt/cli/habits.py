"""Words that people type by habit: what they mean here, or what to type instead.

Nothing heavy is imported before something is wrong.
"""

from __future__ import annotations

import argparse

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import NoReturn

    from specquilt.openapi.finding import InputError

COMMANDS = {
    "build": "generate",
    "bundle": "merge",
    "check": "generate --check",
    "changelog": "diff --changelog CHANGELOG.md",
    "compare": "diff",
    "convert": "merge",
    "create": "init",
    "download": "pull",
    "drift": "learn",
    "fetch": "pull",
    "fix": "lint --fix",
    "gen": "generate",
    "join": "merge",
    "migrate": "init --from PATH",
    "mock": "serve",
    "new": "init",
    "rule": "explain RULE",
    "sew": "merge",
    "show": "inspect",
    "sync": "pull",
    "update": "pull",
    "upgrade": "pull",
    "validate": "lint",
}
"""Commands of other tools, and the words that do the same here."""

OPTIONS = {
    "--additional-properties": "settings are keys of specquilt.toml: `specquilt config` lists them",
    "--debug": "use --verbose",
    "--diff": "`specquilt generate --check` shows the difference",
    "--dry-run": "use --check: nothing is written",
    "--generator-name": "specquilt generates Python; leave the option out",
    "--input": "name the source without an option: `specquilt generate openapi.yaml`",
    "--input-spec": "name the source without an option: `specquilt generate openapi.yaml`",
    "--json": "use --format json",
    "--lang": "specquilt generates Python; leave the option out",
    "--language": "specquilt generates Python; leave the option out",
    "--name": "use --package",
    "--no-color": "set the environment variable NO_COLOR=1",
    "--out": "use --output",
    "--output-dir": "use --output",
    "--output-path": "use --output",
    "--package-name": "use --package",
    "--path": "name the source without an option: `specquilt generate openapi.yaml`",
    "--sarif": "use --format sarif",
    "--schema": "name the source without an option: `specquilt generate openapi.yaml`",
    "--silent": "use --quiet",
    "--spec": "name the source without an option: `specquilt generate openapi.yaml`",
    "--url": "name the source without an option: `specquilt generate openapi.yaml`",
    "-g": "specquilt generates Python; leave the option out",
    "-i": "name the source without an option: `specquilt generate openapi.yaml`",
    "-l": "specquilt generates Python; leave the option out",
}
"""Options of other tools, and what to do here."""


class Parser(argparse.ArgumentParser):
    """A parser that says what is wrong like all other commands say it, with a suggestion."""

    def error(self, message: str) -> NoReturn:
        """Raise what is wrong with the arguments."""
        raise _error(message, f"`{self.prog} --help` shows what there is")


def translated(words: list[str]) -> list[str]:
    """Return the arguments in the spelling of the parser: ``help merge`` is ``merge --help``."""
    if not words or words == ["help"]:
        return ["--help"]
    if words[0] == "help":
        return [words[1], "--help"]
    return ["--version"] if words[0] in ("-V", "version") else words


def unknown_command(word: str, commands: Collection[str]) -> InputError:
    """Return that there is no such command, and which one may be meant."""
    from specquilt.openapi.suggestion import did_you_mean

    meant = COMMANDS.get(word)
    if meant:
        advice = f"use `specquilt {meant}`"
    elif {".", "/"} & set(word):
        advice = f"sources follow a command: `specquilt generate {word}`"
    else:
        advice = did_you_mean(word, commands, "`specquilt help` lists all commands")
    return _error(f"there is no command {word!r}", advice)


def misplaced_option(word: str) -> InputError:
    """Return that an option stands before the command."""
    advice = f"options follow the command: `specquilt COMMAND {word}`"
    return _error(f"`specquilt` itself has no option {word}", advice)


def unknown_argument(word: str, command: str, usage: str) -> InputError:
    """Return that a command has no such argument, and which one may be meant.

    Args:
        word: the argument.
        command: the command.
        usage: the help of the command, which names its options.
    """
    import re

    from specquilt.openapi.suggestion import did_you_mean

    otherwise = f"`specquilt {command} --help` shows what there is"
    if not word.startswith("-"):
        return _error(f"`specquilt {command}` takes no argument {word!r}", otherwise)
    name = word.partition("=")[0]
    known = sorted(set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", usage)))
    similar = did_you_mean(name, known, otherwise, prefix="--")
    habit = OPTIONS.get(name, similar)
    has_it = set(re.findall("use (--[a-z]+)", habit)) <= {*known}
    return _error(f"`specquilt {command}` has no option {name}", habit if has_it else similar)


def _error(message: str, advice: str) -> InputError:
    from specquilt.openapi.finding import input_error

    return input_error("unknown-argument", message, help=advice)
