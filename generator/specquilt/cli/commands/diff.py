"""``specquilt diff``: what a change means for the users of a client."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from specquilt.cli import known, received, reports, streams
from specquilt.cli.console import Console
from specquilt.cli.selection import selection_of
from specquilt.comparison import changelog
from specquilt.comparison.difference import ChangeFinding
from specquilt.comparison.next_version import next_version
from specquilt.comparison.run import Extras, changes_between, fails, sdk_verdict
from specquilt.comparison.text import render
from specquilt.openapi.finding import input_error
from specquilt.output import text_file
from specquilt.project.configuration import Job

MOST_VERSIONS = 2
_FOR_INSTALLED = ("text", "markdown", "json")


def run(arguments: Namespace, console: Console) -> int:
    """Compare two versions of an API, or the generated client with an installed package."""
    if arguments.against_installed:
        from specquilt.cli import against_installed

        return against_installed.run(_with_one_report(arguments), console)
    _refuse_options_for_installed(arguments)
    return _compare(arguments, console)


def _with_one_report(arguments: Namespace) -> Namespace:
    """Return the arguments with the name of one format, and its file as the output."""
    report, *others = reports.reports_of(arguments)
    if others or report.name not in _FOR_INSTALLED:
        message = f"--against-installed has one report: {', '.join(_FOR_INSTALLED)}"
        raise input_error("conflicting-options", message, help="choose one of these formats")
    return Namespace(**{**vars(arguments), "format": report.name, "output": report.file})


def _refuse_options_for_installed(arguments: Namespace) -> None:
    names = ("client", "supplement", "include", "exclude")
    for option in (name for name in names if getattr(arguments, name)):
        message = f"--{option} is for --against-installed"
        raise input_error("conflicting-options", message, help="leave it out")
    if len(arguments.source) > MOST_VERSIONS:
        message = f"{len(arguments.source)} versions to compare"
        raise input_error("conflicting-options", message, help="name an old and a new one")


def _compare(arguments: Namespace, console: Console) -> int:
    """Report changes; return 1 if one of them has at least the verdict `--fail-on`."""
    extras = Extras(arguments.callers, arguments.witness)
    for word in arguments.source:
        received.source(word)
    old, new = (*arguments.source, "", "")[:MOST_VERSIONS]
    changes, jobs = changes_between(old, new, arguments.config or "", extras)
    selection, wanted = selection_of(arguments), reports.reports_of(arguments)
    findings = selection.of(changes)
    settled = known.settled(arguments.baseline, findings, jobs, selection, arguments, console)
    news = [each for each in settled if isinstance(each, ChangeFinding)]
    if arguments.changelog:
        _write_changelog(arguments.changelog, news, console)
    if arguments.next_version:
        streams.result(f"{_next_version(arguments, news, jobs)}\n")
    else:
        reports.write(wanted, settled, console, render)
    return int(fails(news, arguments.fail_on))


def _write_changelog(path: Path, changes: Sequence[ChangeFinding], console: Console) -> None:
    before = text_file.read(path) or ""
    after = changelog.updated(before, changes)
    if after != before:
        text_file.write(path, after)
    console.note(f"{path.as_posix()}: {'updated' if after != before else 'up to date'}")


def _next_version(arguments: Namespace, changes: Sequence[ChangeFinding], jobs: list[Job]) -> str:
    versions = {job.client_version for job in jobs if job.config}
    current = arguments.current or (versions.pop() if len(versions) == 1 else "")
    if not current:
        message = "--next-version needs the version of the last release"
        raise input_error("conflicting-options", message, help="pass it: --current 1.2.3")
    return next_version(current, sdk_verdict(changes)) if changes else current
