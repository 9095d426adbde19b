"""Options that several commands have."""

from __future__ import annotations

import argparse
from pathlib import Path

RULES = "ID[,ID]"
"""What stands for ids of rules in the help; shells complete them."""


def text(argument: str) -> str:
    """Return an argument that must say something: an empty path would be this folder."""
    if not argument:
        raise argparse.ArgumentTypeError("it must not be empty")
    return argument


def path(argument: str) -> Path:
    """Return an argument that is a path."""
    return Path(text(argument))


def add_sources(
    command: argparse.ArgumentParser,
    what: str = "pages, folders, OpenAPI documents, URLs, module:app, or - for the standard input",
) -> None:
    """Add the sources, and which of their operations are wanted."""
    command.add_argument("source", nargs="*", type=text, help=what)
    add_choice_of_operations(command)


def add_choice_of_operations(command: argparse.ArgumentParser) -> None:
    """Add what completes the sources, and which of their operations are wanted."""
    command.add_argument(
        "--supplement",
        action="append",
        type=text,
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
    add_config(command)


def add_config(command: argparse.ArgumentParser) -> None:
    """Add the option that names the configuration."""
    command.add_argument("--config", type=text, metavar="FILE", help="the specquilt.toml to use")


def add_output_file(command: argparse.ArgumentParser) -> None:
    """Add the option that names a file for what is printed otherwise."""
    command.add_argument(
        "-o", "--output", type=path, metavar="FILE", help="write to this file instead of stdout"
    )


def add_strict(command: argparse.ArgumentParser) -> None:
    """Add the option that refuses faults."""
    command.add_argument(
        "--strict", action="store_true", help="refuse documents that break the standard"
    )


def add_reports(command: argparse.ArgumentParser) -> None:
    """Add the formats and files of reports."""
    from specquilt.report.formats import FORMATS, format_option

    command.add_argument(
        "--format",
        action="append",
        type=format_option,
        metavar="NAME[=FILE]",
        help=f"{', '.join(FORMATS)}; may be repeated, each with its file",
    )
    add_output_file(command)


def add_choice_of_rules(
    command: argparse.ArgumentParser, levels: tuple[str, ...] = ("error", "warning", "info")
) -> None:
    """Add which rules count, and which findings fail the run."""
    noun = "severity" if "error" in levels else "verdict"
    for option, purpose in (("--select", "only these rules"), ("--ignore", "not these rules")):
        command.add_argument(
            option,
            action="append",
            default=[],
            metavar=RULES,
            help=f"{purpose}; may be repeated",
        )
    command.add_argument("--fail-on", choices=levels, help=f"lowest {noun} that fails the run")


def add_baseline(command: argparse.ArgumentParser) -> None:
    """Add the file of known findings."""
    command.add_argument(
        "--baseline", type=path, metavar="FILE", help="known findings, which are suppressed"
    )
    command.add_argument(
        "--update-baseline", action="store_true", help="add new findings; keep reasons"
    )
    command.add_argument(
        "--prune-baseline", action="store_true", help="remove entries that no longer match"
    )


def add_overlays(command: argparse.ArgumentParser, purpose: str) -> None:
    """Add corrections of sources."""
    command.add_argument(
        "--overlay", action="append", type=path, default=[], metavar="FILE", help=purpose
    )
