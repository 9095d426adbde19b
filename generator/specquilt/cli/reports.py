"""Reports: ``--format NAME[=FILE]``, which may be repeated, and ``--output FILE``."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Iterable
from dataclasses import replace

from specquilt.cli import streams
from specquilt.cli.console import Console, coloured
from specquilt.openapi.finding import Finding, input_error
from specquilt.output import text_file
from specquilt.report import formats
from specquilt.report.formats import FormatOption
from specquilt.report.text import summary


def reports_of(arguments: Namespace) -> list[FormatOption]:
    """Return the reports that are asked for; by default findings as text on stdout.

    Raises:
        InputError: two reports have the same destination.
    """
    chosen: list[FormatOption] = arguments.format or [FormatOption("text")]
    reports = [replace(each, file=each.file or arguments.output) for each in chosen]
    places = [each.file for each in reports]
    for place in places:
        if places.count(place) > 1:
            raise input_error(
                "conflicting-options",
                f"{places.count(place)} reports have the same destination, {place or 'stdout'}",
                help="give each its own file: --format sarif=lint.sarif",
            )
    return reports


def write(
    reports: list[FormatOption],
    findings: list[Finding],
    console: Console,
    render: Callable[[str, Iterable[Finding], bool], str] = formats.render,
) -> None:
    """Write all reports; if all go to files, print a summary.

    Args:
        reports: the formats, and the files.
        findings: the findings.
        console: gets the summary.
        render: returns findings in a format, with or without colours.
    """
    for each in reports:
        if each.file is None:
            streams.result(render(each.name, findings, coloured(sys.stdout)))
        else:
            text_file.write(each.file, render(each.name, findings, False))
    files = [str(each.file) for each in reports if each.file]
    if len(files) == len(reports):
        console.note(f"{summary(findings)}; see {', '.join(files)}")
