"""The command line: arguments in, exit code out. Nothing heavy is imported here."""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path
from typing import TypeAlias

from specquilt import __version__
from specquilt.commands.console import Console
from specquilt.finding import InputError
from specquilt.report.formats import FORMATS, report

BAD_INPUT = 2
RECURSION_LIMIT = 10_000
"""Frames: enough for a thousand schemas that lead on to each other, and safe for the stack."""

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


def main(argv: list[str] | None = None) -> int:
    """Run one command; a user never sees a traceback."""
    arguments = parser().parse_args(argv)
    console = Console(quiet=arguments.quiet, verbose=arguments.verbose)
    command = importlib.import_module(f"specquilt.commands.{arguments.command}")
    sys.setrecursionlimit(max(sys.getrecursionlimit(), RECURSION_LIMIT))
    try:
        code: int = command.run(arguments, console)
    except InputError as error:
        return _report(error, console)
    except BrokenPipeError:
        sys.stderr.close()
        return BAD_INPUT
    except KeyboardInterrupt:
        console.done()
        print("interrupted; nothing was written", file=sys.stderr)
        return 130
    except Exception as error:  # a user never sees a traceback
        return _explain_failure(error, console)
    return code


def _explain_failure(error: Exception, console: Console) -> int:
    from specquilt.commands import failures

    known = failures.as_input_error(error)
    if known:
        return _report(known, console)
    console.done()
    print(failures.bug(error, console.verbose), file=sys.stderr)
    return BAD_INPUT


def _report(error: InputError, console: Console) -> int:
    from specquilt.commands.console import coloured
    from specquilt.report import text

    console.done()
    print(text.render(error.findings, coloured(sys.stderr), reasons=False), end="", file=sys.stderr)
    return BAD_INPUT


def parser() -> argparse.ArgumentParser:
    """Build the parser of all commands."""
    root = argparse.ArgumentParser(
        prog="specquilt",
        description="Sew API documentation pages into one OpenAPI document, "
        "and generate a typed Python client from it.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    root.add_argument("--version", action="version", version=f"specquilt {__version__}")
    commands = root.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for add in (_init, _generate, _merge, _lint, _explain, _rules, _overlay, _inspect, _completion):
        add(commands)
    return root


Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def _command(commands: Commands, name: str, purpose: str) -> argparse.ArgumentParser:
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


def _init(commands: Commands) -> None:
    command = _command(commands, "init", "write the first specquilt.toml of a project")
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


def _generate(commands: Commands) -> None:
    command = _command(commands, "generate", "generate a client package from sources")
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


def _merge(commands: Commands) -> None:
    command = _command(commands, "merge", "sew sources into one OpenAPI document")
    _add_sources(command)
    command.add_argument("-o", "--output", type=Path, metavar="FILE", help="instead of stdout")


def _lint(commands: Commands) -> None:
    command = _command(commands, "lint", "report what is wrong with sources")
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


def _explain(commands: Commands) -> None:
    command = _command(commands, "explain", "tell what a rule finds, why, and how it is mended")
    command.add_argument("id", help="id of a rule, as printed in brackets")


def _rules(commands: Commands) -> None:
    command = _command(commands, "rules", "list all rules")
    command.add_argument("--format", choices=("table", "json", "markdown"), default="table")


def _overlay(commands: Commands) -> None:
    command = _command(commands, "overlay", "apply OpenAPI overlays to any document")
    command.add_argument("action", choices=("apply",), help="the one thing to do with overlays")
    command.add_argument("document", type=Path, help="a YAML or JSON document")
    command.add_argument("overlay", type=Path, nargs="+", help="overlays, in order")
    command.add_argument("-o", "--output", type=Path, metavar="FILE", help="instead of stdout")


def _inspect(commands: Commands) -> None:
    command = _command(commands, "inspect", "show what was understood of the sources")
    _add_sources(command)
    command.add_argument("--ir", action="store_true", help="the facts for rendering, as JSON")
    command.add_argument(
        "--origin", metavar="POINTER", help="which page, line, rule and action made a part"
    )


def _completion(commands: Commands) -> None:
    command = _command(commands, "completion", "print a script that completes commands in a shell")
    command.add_argument("shell", choices=("bash", "zsh", "fish"), help="your shell")
    command.set_defaults(parser=parser)
