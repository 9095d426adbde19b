"""The options of `specquilt diff`."""

from __future__ import annotations

import argparse

from specquilt.cli.options import (
    add_baseline,
    add_choice_of_rules,
    add_reports,
    add_sources,
    path,
    text,
)


def add_options_of_diff(command: argparse.ArgumentParser) -> None:
    """Add what is compared, and what is said about it."""
    add_sources(
        command,
        "OLD and NEW: documents, folders of pages, specquilt.toml files, generated packages, REV or "
        "REV:path (default: HEAD, and the working tree); the sources with --against-installed",
    )
    add_reports(command)
    add_choice_of_rules(command, ("major", "minor", "patch"))
    add_baseline(command)
    _add_more_about_changes(command)
    command.add_argument(
        "--against-installed",
        type=text,
        metavar="PACKAGE",
        help="compare the generated client with this package: its import name, folder or wheel; "
        "its code is read, not run",
    )
    command.add_argument(
        "--client",
        type=text,
        metavar="MODULE:CLASS",
        help="client class of the installed package (default: the one with the most operations)",
    )


def _add_more_about_changes(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--callers",
        action="append",
        type=path,
        default=[],
        metavar="PATH",
        help="code that uses the package: say where it uses what breaks; may be repeated",
    )
    command.add_argument(
        "--witness",
        action="store_true",
        help="write a program for each breaking change that only type-checks with the old package",
    )
    command.add_argument(
        "--changelog", type=path, metavar="FILE", help="add what is new to a changelog"
    )
    command.add_argument(
        "--next-version", action="store_true", help="print the next version of the package only"
    )
    command.add_argument(
        "--current", default="", metavar="VERSION", help="the version of the last release"
    )
