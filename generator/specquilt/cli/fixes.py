"""Overlays for sources: those of ``lint --overlay``, and those that ``lint --fix`` writes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from specquilt.cli.console import Console
from specquilt.cli.selection import Selection
from specquilt.openapi.document import Document
from specquilt.openapi.finding import Finding, Fix, Severity, input_error
from specquilt.openapi.load.received import is_received, name_of
from specquilt.openapi.plural import counted
from specquilt.output import text_file
from specquilt.overlay import apply, extends, fixes
from specquilt.overlay import read as overlay_files
from specquilt.project.configuration import Job
from specquilt.project.run import Sources
from specquilt.rules.engine import book


def corrected(sources: Sources, overlays: list[Path]) -> tuple[Sources, list[Finding]]:
    """Apply overlays to the fragments that they extend.

    Raises:
        InputError: an overlay is unusable, or extends none of the sources.
    """
    fragments, findings = [*sources.fragments, *sources.supplements], list[Finding]()
    for path in overlays:
        overlay = overlay_files.read(path)
        place = extends.target(overlay, fragments)
        fragments[place], found = apply.apply(fragments[place], overlay.actions)
        findings.extend(found)
    return _with_fragments(sources, fragments), findings


def fixed(
    sources: Sources, job: Job, overlays: list[Path], selection: Selection, console: Console
) -> tuple[Sources, list[Finding]]:
    """Write an overlay with the safe fixes beside each source, and return the fixed fragments.

    Raises:
        InputError: a source is no file, or an overlay that this run reads would be overwritten.
    """
    for path in filter(is_received, (*job.pages, *job.supplements)):
        message = f"--fix writes a file beside each source, and {name_of(path)} is no file"
        raise input_error("conflicting-options", message, help="save it first, and lint that file")
    refused = frozenset(rule for rule in book.ids() if not _is_wanted(rule, job, selection))
    results = fixes.fix([*sources.fragments, *sources.supplements], refused)
    written = [result for result in results if result.text]
    for result in written:
        if result.path in overlays:
            message = f"--fix would overwrite {result.path.as_posix()}, which --overlay reads"
            raise input_error(
                "conflicting-options", message, help="use only one of the two options"
            )
        text_file.write(result.path, result.text)
        console.note(f"{result.path.as_posix()}: {counted(len(result.repaired), 'fix', 'fixes')}")
    if not written:
        console.note("nothing to fix")
    repaired = [finding for result in results for finding in result.repaired]
    return _with_fragments(sources, [result.document for result in results]), repaired


def _is_wanted(rule: str, job: Job, selection: Selection) -> bool:
    is_off = job.severity.get(rule) is Severity.OFF
    return rule in selection and not is_off and book.rule_of(rule).fix is Fix.SAFE


def _with_fragments(sources: Sources, fragments: list[Document]) -> Sources:
    count = len(sources.fragments)
    return replace(sources, fragments=fragments[:count], supplements=fragments[count:])
