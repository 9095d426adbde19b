"""The options of ``specquilt learn``."""

from __future__ import annotations

import argparse

from specquilt.cli.options import (
    add_baseline,
    add_choice_of_operations,
    add_choice_of_rules,
    add_overlays,
    add_reports,
    path,
    text,
)


def add_options_of_learn(command: argparse.ArgumentParser) -> None:
    """Add the recordings, what they are compared with, and the reports."""
    command.add_argument(
        "recordings",
        nargs="*",
        type=path,
        help="HTTP archives (HAR), VCR cassettes, exchanges as JSON lines, or folders of them "
        "(default: those of the configured job)",
    )
    command.add_argument(
        "--source",
        action="append",
        type=text,
        default=[],
        metavar="SOURCE",
        help="pages or OpenAPI document (default: the configured job); may be repeated",
    )
    command.add_argument(
        "--any-host",
        action="store_true",
        help="compare exchanges with other hosts than the document's servers, too",
    )
    add_choice_of_operations(command)
    add_reports(command)
    add_choice_of_rules(command)
    add_baseline(command)
    add_overlays(command, "corrections to apply to a source before comparing; may be repeated")
    command.add_argument(
        "--propose", type=path, metavar="FILE", help="write an overlay that says what was seen"
    )
