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
    "build-docs": "report -o quilt.html",
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
    "list": "inspect",
    "migrate": "init --from PATH",
    "mock": "serve",
    "new": "init",
    "preview": "serve",
    "quickstart": "init",
    "rule": "explain RULE",
    "run": "generate",
    "sew": "merge",
    "show": "inspect",
    "stats": "inspect",
    "sync": "pull",
    "update": "pull",
    "upgrade": "pull",
    "validate": "lint",
}
"""Commands of other tools, and the words that do the same here."""

PLACEHOLDERS = {"PATH", "RULE"}
"""Words of the commands above for which others are typed."""

SOURCE = "name the source without an option: `specquilt generate openapi.yaml`"

OPTIONS = {
    "--additional-properties": "settings are keys of specquilt.toml: `specquilt config` lists them",
    "--breaking-only": "use --fail-on major",
    "--clean": "files that are no longer generated are removed anyway; leave the option out",
    "--debug": "use --verbose",
    "--diff": "`specquilt generate --check` shows the difference",
    "--dry-run": "use --check: nothing is written",
    "--extends": "severities are keys of specquilt.toml: `specquilt config` lists them",
    "--fail-on-breaking": "use --fail-on major",
    "--generator": "specquilt generates Python; leave the option out",
    "--generator-name": "specquilt generates Python; leave the option out",
    "--input": SOURCE,
    "--input-spec": SOURCE,
    "--json": "use --format json",
    "--lang": "specquilt generates Python; leave the option out",
    "--language": "specquilt generates Python; leave the option out",
    "--meta": "specquilt always writes a whole distribution; leave the option out",
    "--name": "use --package",
    "--no-color": "set the environment variable NO_COLOR=1",
    "--out": "use --output",
    "--output-format": "use --format",
    "--output-dir": "use --output",
    "--output-path": "use --output",
    "--package-name": "use --package",
    "--package-version": "`version` in [client] of specquilt.toml is the version of the package",
    "--path": SOURCE,
    "--sarif": "use --format sarif",
    "--schema": SOURCE,
    "--silent": "use --quiet",
    "--skip-rule": "use --ignore",
    "--skip-validate-spec": "what breaks the standard is fixed or left out; leave the option out",
    "--skip-validation": "what breaks the standard is fixed or left out; leave the option out",
    "--spec": SOURCE,
    "--target": "specquilt generates Python; leave the option out",
    "--url": SOURCE,
    "-g": "specquilt generates Python; leave the option out",
    "--version": "`version` in [client] of specquilt.toml is the version of the package",
    "--yes": "this command asks nothing; leave the option out",
    "-i": SOURCE,
    "-y": "this command asks nothing; leave the option out",
    "-l": "specquilt generates Python; leave the option out",
}
"""Options of other tools, and what to do here."""


class Parser(argparse.ArgumentParser):
    """A parser that says what is wrong like all other commands say it, with a suggestion."""

    def error(self, message: str) -> NoReturn:
        """Raise what is wrong with the arguments."""
        raise _error(message, f"`{self.prog} --help` shows what there is")


OF_EVERY_COMMAND = {"-q", "--quiet", "-v", "--verbose"}
"""Options that may also stand before a command."""


def translated(words: list[str]) -> list[str]:
    """Return the arguments in the spelling of the parser: ``help merge`` is ``merge --help``."""
    if len(words) > 1 and words[0] in OF_EVERY_COMMAND:
        first, *others = translated(words[1:])
        return [first, words[0], *others]
    if not words or words == ["help"]:
        return ["--help"]
    if words[0] == "help":
        return [words[1], "--help"]
    return ["--version"] if words[0] in ("-V", "version") else words


def unknown_command(words: list[str], commands: Collection[str]) -> InputError:
    """Return that there is no such command, and which one may be meant, with the same arguments.

    Args:
        words: the command line.
        commands: the commands that there are.
    """
    from specquilt.openapi.suggestion import did_you_mean

    word, *others = words
    meant = COMMANDS.get(word)
    if meant:
        advice = f"use `specquilt {_with_arguments(meant, others)}`"
    elif {".", "/"} & set(word):
        advice = f"sources follow a command: `specquilt generate {word}`"
    else:
        advice = did_you_mean(word, commands, "`specquilt help` lists all commands")
    return _error(f"there is no command {word!r}", advice)


def _with_arguments(meant: str, others: list[str]) -> str:
    """Return a command with arguments that are no options: those may be called otherwise here."""
    given = [each for each in others if not each.startswith("-")]
    import shlex

    head, _, last = meant.rpartition(" ")
    return " ".join([head if given and last in PLACEHOLDERS else meant, *map(shlex.quote, given)])


def misplaced_option(word: str) -> InputError:
    """Return that an option stands before the command."""
    otherwise = f"options follow the command: `specquilt COMMAND {word}`"
    advice = SOURCE if OPTIONS.get(word.partition("=")[0]) == SOURCE else otherwise
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
    has_it = set(re.findall("use (--[a-z-]+)", habit)) <= {*known}
    return _error(f"`specquilt {command}` has no option {name}", habit if has_it else similar)


def _error(message: str, advice: str) -> InputError:
    from specquilt.openapi.finding import input_error

    return input_error("unknown-argument", message, help=advice)
