"""What can be said on the command line."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from specquilt import __version__

_EPILOG = """\
examples:
  specquilt init pages/                     write specs/NAME/specquilt.toml
  specquilt generate                        every specs/*/specquilt.toml below this folder
  specquilt generate pages/ -o my-client    any pages or OpenAPI documents, no configuration
  specquilt generate --check                in CI: is the committed client up to date?
  specquilt lint openapi.yaml               what is wrong with a document
  specquilt explain enum-value-objects      what a rule knows

exit codes: 0 clean, 1 findings or differences, 2 unusable input
"""


def parser(wanted: str = "") -> argparse.ArgumentParser:
    """Build the parser of all commands.

    Args:
        wanted: the only command whose options are needed; all, if it is none.
    """
    root = argparse.ArgumentParser(
        prog="specquilt",
        description="Sew API documentation pages into one OpenAPI document, "
        "and generate a typed Python client from it.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    root.add_argument("--version", action="version", version=f"specquilt {__version__}")
    commands = root.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, (purpose, add_options) in _COMMANDS.items():
        command = _command(commands, name, purpose)
        if wanted == name or wanted not in _COMMANDS:
            add_options(command)
    return root


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, purpose: str
) -> argparse.ArgumentParser:
    description = f"{purpose[0].upper()}{purpose[1:]}."
    command = commands.add_parser(name, help=purpose, description=description)
    command.add_argument("-q", "--quiet", action="store_true", help="say only what must be said")
    command.add_argument("-v", "--verbose", action="store_true", help="show every finding")
    return command


def _add_sources(command: argparse.ArgumentParser) -> None:
    command.add_argument("source", nargs="*", help="pages, folders or OpenAPI documents")
    command.add_argument(
        "--supplement",
        action="append",
        default=[],
        metavar="SOURCE",
        help="a source that only fills gaps; may be repeated",
    )
    for option, purpose in (("--include", "only these"), ("--exclude", "not these")):
        command.add_argument(
            option,
            action="append",
            default=[],
            metavar="PATTERN",
            help=f"{purpose} operations: tag:NAME, /path/**, 'GET /path', operationId or call; "
            "may be repeated",
        )
    command.add_argument("--config", metavar="FILE", help="a specquilt.toml to take the job from")


def _init(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "source", nargs="*", help="pages, folders or OpenAPI documents; found if not named"
    )
    for option, purpose in (
        ("--title", "title of the API"),
        ("--package", "import name of the client"),
        ("--folder", "folder of the configuration (suggested: specs/NAME)"),
        ("--output", "folder of the client (suggested: generated/NAME)"),
    ):
        command.add_argument(option, metavar=option.removeprefix("--").upper(), help=purpose)
    command.add_argument("--yes", action="store_true", help="ask nothing, take the suggestions")
    command.add_argument("--force", action="store_true", help="replace a configuration")


def _generate(command: argparse.ArgumentParser) -> None:
    _add_sources(command)
    command.add_argument(
        "-o",
        "--output",
        dest="output_folder",
        type=Path,
        metavar="DIR",
        help="folder that receives the distribution",
    )
    command.add_argument("--package", metavar="NAME", help="import name of the package")
    command.add_argument(
        "--check", action="store_true", help="write nothing; show how the files on disk differ"
    )
    command.add_argument(
        "--force", action="store_true", help="write into a folder that holds other files"
    )


def _merge(command: argparse.ArgumentParser) -> None:
    _add_sources(command)
    command.add_argument("-o", "--output", type=Path, metavar="FILE", help="instead of stdout")


def _lint(command: argparse.ArgumentParser) -> None:
    _add_sources(command)
    command.add_argument(
        "--separately", action="store_true", help="each source is a document of its own"
    )
    _add_reports(command)
    _add_choice_of_rules(command)
    _add_baseline(command)
    command.add_argument(
        "--overlay",
        action="append",
        type=Path,
        default=[],
        metavar="FILE",
        help="corrections to a source before it is judged; may be repeated",
    )
    command.add_argument(
        "--fix",
        action="store_true",
        help="write an overlay that repairs what can be repaired safely beside each source",
    )


def _add_reports(command: argparse.ArgumentParser) -> None:
    from specquilt.report.formats import FORMATS, report

    command.add_argument(
        "--format",
        action="append",
        type=report,
        metavar="NAME[=FILE]",
        help=f"{', '.join(FORMATS)}; may be repeated, each with its file",
    )
    command.add_argument("-o", "--output", type=Path, metavar="FILE", help="instead of stdout")


def _add_choice_of_rules(command: argparse.ArgumentParser) -> None:
    for option, purpose in (("--select", "only these rules"), ("--ignore", "not these rules")):
        command.add_argument(
            option,
            action="append",
            default=[],
            metavar="ID[,ID]",
            help=f"{purpose}; may be repeated",
        )
    command.add_argument(
        "--fail-on", choices=("error", "warning", "info"), help="least severity that fails the run"
    )


def _add_baseline(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--baseline", type=Path, metavar="FILE", help="known findings, which are not reported"
    )
    command.add_argument(
        "--update-baseline", action="store_true", help="add what is found; reasons are kept"
    )
    command.add_argument(
        "--prune-baseline", action="store_true", help="take out what is found no more"
    )


def _explain(command: argparse.ArgumentParser) -> None:
    command.add_argument("id", help="id of a rule, as printed in brackets")


def _rules(command: argparse.ArgumentParser) -> None:
    command.add_argument("--format", choices=("table", "json", "markdown"), default="table")


def _config(command: argparse.ArgumentParser) -> None:
    command.add_argument("--format", choices=("table", "markdown", "schema"), default="table")


def _overlay(command: argparse.ArgumentParser) -> None:
    command.add_argument("action", choices=("apply",), help="the one thing to do with overlays")
    command.add_argument("document", type=Path, help="a YAML or JSON document")
    command.add_argument("overlay", type=Path, nargs="+", help="overlays, in order")
    command.add_argument("-o", "--output", type=Path, metavar="FILE", help="instead of stdout")


def _inspect(command: argparse.ArgumentParser) -> None:
    _add_sources(command)
    command.add_argument("--ir", action="store_true", help="the facts for rendering, as JSON")
    command.add_argument(
        "--origin", metavar="POINTER", help="which page, line, rule and action made a part"
    )


def _completion(command: argparse.ArgumentParser) -> None:
    command.add_argument("shell", choices=("bash", "zsh", "fish"), help="your shell")
    command.set_defaults(parser=parser)


_COMMANDS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "init": ("write the first specquilt.toml of a project", _init),
    "generate": ("generate a client package from sources", _generate),
    "merge": ("sew sources into one OpenAPI document", _merge),
    "lint": ("report what is wrong with sources", _lint),
    "explain": ("tell what a rule finds, why, and how it is mended", _explain),
    "rules": ("list all rules", _rules),
    "config": ("list all keys of specquilt.toml", _config),
    "overlay": ("apply OpenAPI overlays to any document", _overlay),
    "inspect": ("show what was understood of the sources", _inspect),
    "completion": ("print a script that completes commands in a shell", _completion),
}
