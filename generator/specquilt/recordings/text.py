"""Writes what was learned for a terminal: findings about one schema together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from specquilt.openapi.finding import Finding
from specquilt.recordings.finding import DriftFinding
from specquilt.report import text
from specquilt.report.formats import render as render_findings
from specquilt.report.printable import printable


def render(name: str, findings: Iterable[Finding], colour: bool = False) -> str:
    """Return findings in one of the formats of reports."""
    listed = list(findings)
    if name != "text":
        return render_findings(name, listed, colour)
    others = [each for each in listed if not isinstance(each, DriftFinding)]
    drift = [each for each in listed if isinstance(each, DriftFinding)]
    head = text.render(others, colour).rpartition("\n")[0].rpartition("\n")[0] if others else ""
    lines = [*([head] if head else []), *_lines(drift, colour), text.summary(listed)]
    return "\n".join(lines) + "\n"


def _lines(findings: list[DriftFinding], colour: bool) -> Iterator[str]:
    before = ""
    for each in findings:
        if each.subject != before:
            yield printable(each.subject)
        before = each.subject
        where = f"{each.location}: " if each.location else ""
        yield f"  {where}{text.label(each, colour)} {printable(each.message)}"
        for place in each.related:
            yield f"      first: {place.location}, {printable(each.operation)}"
