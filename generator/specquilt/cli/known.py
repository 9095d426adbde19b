"""Known findings: ``--baseline``, ``--update-baseline`` and ``--prune-baseline``."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path

from specquilt.cli.console import Console
from specquilt.cli.selection import Selection
from specquilt.openapi.finding import Finding, Severity, input_error
from specquilt.openapi.plural import counted
from specquilt.output import text_file
from specquilt.project.configuration import Job
from specquilt.report import baseline
from specquilt.report.baseline import Baseline, BaselineEntry


def settled(
    path: Path | None,
    findings: list[Finding],
    jobs: list[Job],
    selection: Selection,
    arguments: Namespace,
    console: Console,
) -> list[Finding]:
    """Return the findings that are not in the baseline, and a warning for each unused entry.

    Raises:
        InputError: no baseline is given, or it is invalid.
    """
    if path is None:
        _refuse_without_baseline(arguments)
        return findings
    is_first = arguments.update_baseline and not path.exists()
    known = Baseline(path) if is_first else baseline.read(path)
    fresh, old = known.split(findings)
    unused = known.unused(old, lambda entry: _concerns(entry, known, jobs, selection))
    if arguments.update_baseline or arguments.prune_baseline:
        added = [finding for finding in fresh if not finding.repaired]
        _rewrite(known, added, unused, arguments, console)
        fresh = [each for each in fresh if each.repaired] if arguments.update_baseline else fresh
        unused = [] if arguments.prune_baseline else unused
    elif old:
        console.note(f"{counted(len(old), 'finding')} suppressed by {path.as_posix()}")
    return [*fresh, *known.findings(unused)]


def _refuse_without_baseline(arguments: Namespace) -> None:
    if arguments.update_baseline or arguments.prune_baseline:
        raise input_error(
            "conflicting-options",
            "no baseline to update or prune",
            help='pass one: --baseline FILE, or [lint] baseline = "FILE" in specquilt.toml',
        )


def _rewrite(
    known: Baseline,
    added: list[Finding],
    unused: list[BaselineEntry],
    arguments: Namespace,
    console: Console,
) -> None:
    changed = known.extended(added) if arguments.update_baseline else known
    changed = changed.without(unused) if arguments.prune_baseline else changed
    text_file.write(known.path, changed.text())
    console.note(f"{known.path.as_posix()}: {counted(len(changed.entries), 'known finding')}")


def _concerns(entry: BaselineEntry, known: Baseline, jobs: list[Job], selection: Selection) -> bool:
    """Return whether this run would find the problem of an entry if it were still there."""
    is_off = any(job.severity.get(entry.rule) is Severity.OFF for job in jobs)
    file = known.path.parent / entry.path
    return entry.rule in selection and not is_off and (not file.exists() or _is_read(file, jobs))


def _is_read(file: Path, jobs: list[Job]) -> bool:
    place = Path(os.path.abspath(file))  # noqa: PTH100 - resolve() would follow links
    return any(
        place.is_relative_to(os.path.abspath(source))  # noqa: PTH100
        for job in jobs
        for source in (*job.pages, *job.supplements, *job.recordings, job.overlay, job.config)
        if source
    )
