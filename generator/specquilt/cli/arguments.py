"""The commands and options of the command line."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from specquilt import __version__
from specquilt.cli import habits
from specquilt.cli.learn_options import add_options_of_learn
from specquilt.cli.options import (
    add_baseline,
    add_choice_of_rules,
    add_config,
    add_output_file,
    add_overlays,
    add_reports,
    add_sources,
    add_strict,
    path,
    text,
)
from specquilt.cli.serve_options import add_options_of_serve

_OF_ALL = ("-h", "--help", "-V", "--version")

_EPILOG = """\
examples:
  specquilt generate openapi.yaml         a client, named after the API
  specquilt generate pages/ -o client     a client of documentation pages
  specquilt init pages/                   write specs/NAME/specquilt.toml
  specquilt generate                      every specs/*/specquilt.toml
  specquilt generate --check              in CI: is the client up to date?
  specquilt lint openapi.yaml             report problems in a document
  specquilt diff old.yaml new.yaml        what does a change mean for callers?
  specquilt help generate                 the options of a command

exit codes: 0 clean, 1 findings or differences, 2 unusable input or output,
            70 a bug in specquilt, 130 interrupted
"""


def parsed(words: list[str]) -> argparse.Namespace:
    """Return the arguments of a command line.

    Raises:
        InputError: there is no such command or argument.
        SystemExit: help or the version has been printed.
    """
    first, *others = habits.translated(words)
    if first.startswith("-") and first not in _OF_ALL:
        raise habits.misplaced_option(first)
    if not first.startswith("-") and first not in _COMMANDS:
        raise habits.unknown_command([first, *others], _COMMANDS)
    arguments, rest = parser(first).parse_known_args([first, *others])
    if rest:
        raise habits.unknown_argument(rest[0], first, _help_of(first))
    return arguments


def _help_of(name: str) -> str:
    command = argparse.ArgumentParser()
    _COMMANDS[name][1](command)
    return command.format_help()


def parser(wanted: str = "") -> argparse.ArgumentParser:
    """Build the parser of all commands.

    Args:
        wanted: the only command whose options are needed; all commands, if it is not one of them.
    """
    root = habits.Parser(
        prog="specquilt",
        description="Sew API documentation pages into one OpenAPI document,\n"
        "and generate a typed Python client from it.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        add_help=False,
    )
    commands = root.add_subparsers(
        title="commands", dest="command", required=True, metavar="COMMAND"
    )
    for name, (purpose, add_options) in _COMMANDS.items():
        command = _command(commands, name, purpose)
        if wanted == name or wanted not in _COMMANDS:
            add_options(command)
    options = root.add_argument_group("options")  # what a stranger looks for comes first
    options.add_argument("-h", "--help", action="help", help="show this help message and exit")
    number, shown = f"specquilt {__version__}", "show the version and exit"
    options.add_argument("-V", "--version", action="version", version=number, help=shown)
    return root


def _command(
    commands: argparse._SubParsersAction[habits.Parser], name: str, purpose: str
) -> argparse.ArgumentParser:
    description = f"{purpose[0].upper()}{purpose[1:]}."
    command = commands.add_parser(name, help=purpose, description=description)
    command.add_argument("-q", "--quiet", action="store_true", help="print errors only")
    command.add_argument("-v", "--verbose", action="store_true", help="print every finding in full")
    return command


def _init(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "source",
        nargs="*",
        type=text,
        help="pages, folders or OpenAPI documents; searched for by default",
    )
    for option, purpose in (
        ("--title", "title of the API"),
        ("--package", "import name of the client"),
        ("--folder", "folder of the configuration (default: specs/NAME)"),
        ("--output", "folder of the client (default: generated/NAME)"),
    ):
        metavar = option.removeprefix("--").upper()
        command.add_argument(option, type=text, metavar=metavar, help=purpose)
    command.add_argument(
        "--from",
        dest="configuration",
        type=text,
        metavar="PATH",
        help="configuration of another generator: stainless.yml, fern/ or .speakeasy/",
    )
    command.add_argument("--yes", action="store_true", help="accept all suggestions without asking")
    command.add_argument("--force", action="store_true", help="replace an existing configuration")


def _generate(command: argparse.ArgumentParser) -> None:
    add_sources(command)
    add_strict(command)
    command.add_argument(
        "-o",
        "--output",
        dest="output_folder",
        type=path,
        metavar="DIR",
        help="folder of the generated distribution",
    )
    command.add_argument("--package", type=text, metavar="NAME", help="import name of the package")
    command.add_argument(
        "--check", action="store_true", help="write nothing; show what is out of date"
    )
    command.add_argument(
        "-w", "--watch", action="store_true", help="generate again whenever a source is saved"
    )
    command.add_argument(
        "--force", action="store_true", help="write into a folder that contains other files"
    )
    command.add_argument(
        "--rename", action="store_true", help="change published names to those of today's rules"
    )
    command.add_argument(
        "--overwrite", action="store_true", help="replace edited files; save each as NAME.orig"
    )


def _pull(command: argparse.ArgumentParser) -> None:
    add_config(command)
    command.add_argument(
        "--check", action="store_true", help="write nothing; show what has changed, and exit with 1"
    )
    command.add_argument(
        "--overwrite", action="store_true", help="replace edited files; save each as NAME.orig"
    )


def _describe(command: argparse.ArgumentParser) -> None:
    command.add_argument("--title", action="store_true", help="print the title only")
    for option, purpose in (
        ("--said", "messages of `specquilt generate`"),
        ("--diff", "Markdown of `specquilt diff`"),
    ):
        command.add_argument(option, type=path, metavar="FILE", help=f"file with {purpose}")


def _merge(command: argparse.ArgumentParser) -> None:
    add_sources(command)
    add_strict(command)
    add_output_file(command)


def _lint(command: argparse.ArgumentParser) -> None:
    add_sources(command)
    command.add_argument(
        "--separately", action="store_true", help="treat each source as a separate document"
    )
    add_reports(command)
    add_choice_of_rules(command)
    add_baseline(command)
    add_overlays(command, "corrections to apply to a source before linting; may be repeated")
    command.add_argument(
        "--fix",
        action="store_true",
        help="write an overlay with all safe fixes beside each source",
    )


def _report(command: argparse.ArgumentParser) -> None:
    add_sources(command)
    command.add_argument(
        "-o",
        "--output",
        type=path,
        default=Path("quilt.html"),
        metavar="FILE",
        help="write to this file (default: quilt.html)",
    )


def _diff(command: argparse.ArgumentParser) -> None:
    from specquilt.cli.diff_options import add_options_of_diff

    add_options_of_diff(command)


def _explain(command: argparse.ArgumentParser) -> None:
    command.add_argument("id", help="rule id, as printed in brackets")


def _rules(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--format", choices=("table", "json", "markdown", "changes"), default="table"
    )


def _config(command: argparse.ArgumentParser) -> None:
    command.add_argument("--format", choices=("table", "markdown", "schema"), default="table")


def _overlay(command: argparse.ArgumentParser) -> None:
    command.add_argument("action", choices=("apply",), help="apply overlays to a document")
    command.add_argument("document", type=path, help="a YAML or JSON document")
    command.add_argument("overlay", type=path, nargs="+", help="overlays, in order")
    add_output_file(command)


def _inspect(command: argparse.ArgumentParser) -> None:
    add_sources(command)
    command.add_argument("--ir", action="store_true", help="print the facts about the API as JSON")
    command.add_argument(
        "--surface", action="store_true", help="print the names and types of the package as JSON"
    )
    command.add_argument(
        "--origin", metavar="POINTER", help="show where a part of the document came from"
    )


def _completion(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "shell", choices=("bash", "zsh", "fish"), help="shell to complete commands in"
    )
    command.set_defaults(parser=parser)


def _lsp(command: argparse.ArgumentParser) -> None:
    command.add_argument("--stdio", action="store_true", help="has no effect: editors may pass it")


_COMMANDS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "init": ("write a first specquilt.toml", _init),
    "pull": ("update sources from the sites that publish them", _pull),
    "generate": ("generate a client package from sources", _generate),
    "describe": ("describe what has changed since the last commit", _describe),
    "merge": ("sew sources into one OpenAPI document", _merge),
    "lint": ("report problems in sources", _lint),
    "report": ("write a page about the sources: origins, conflicts, findings", _report),
    "diff": ("compare two versions of an API, or with an installed package", _diff),
    "learn": ("report where recorded exchanges and the document differ", add_options_of_learn),
    "serve": ("answer requests as the API would, on a port of this machine", add_options_of_serve),
    "lsp": ("serve an editor: findings, explanations, quick fixes", _lsp),
    "explain": ("explain what a rule finds, why, and how it is fixed", _explain),
    "rules": ("list all rules", _rules),
    "config": ("list all keys of specquilt.toml", _config),
    "overlay": ("apply OpenAPI overlays to a document", _overlay),
    "inspect": ("show how the sources were understood", _inspect),
    "completion": ("print a script for command completion in a shell", _completion),
}
