"""Writes findings for a terminal: location, message, source line with a caret, and help."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from specquilt.openapi.finding import LEFT_OUT, Finding, Fix, Severity
from specquilt.openapi.plural import counted
from specquilt.openapi.pointer import show
from specquilt.report import excerpt
from specquilt.report.printable import printable
from specquilt.rules.engine import book

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
_BREAK, _INDENTED = "\n", "\n      "
_SENTENCE_END = re.compile(r"(?<=[.!?])\s")


def render(findings: Iterable[Finding], colour: bool = False, reasons: bool = True) -> str:
    """Return findings as text, followed by a summary.

    Args:
        findings: the findings.
        colour: whether to use ANSI colours.
        reasons: whether to explain each rule at its first finding.
    """
    findings = list(findings)
    return "\n".join([*lines(findings, colour, reasons), summary(findings)]) + "\n"


def lines(findings: Iterable[Finding], colour: bool = False, reasons: bool = True) -> list[str]:
    """Return the lines about findings, without a summary; arguments as in `render`."""
    excerpt.source_lines.cache_clear()
    explained: set[str] = set()
    found: list[str] = []
    for finding in findings:
        found.extend(_lines(finding, colour))
        if reasons and finding.rule not in explained:
            found.extend(_reason(finding))
            explained.add(finding.rule)
        found.extend([""] * colour)  # at a terminal, space tells one finding from the next
    return found


def summary(findings: list[Finding]) -> str:
    """Return the number of findings by severity in one line."""
    if not findings:
        return "no findings"
    counts = Counter(finding.severity for finding in findings)
    parts = [
        f"{counts[severity]} {_plural(severity, counts[severity])}"
        for severity in Severity
        if counts[severity]
    ]
    repaired = sum(finding.repaired for finding in findings)
    suffix = f"; {repaired} of them fixed" if repaired else ""
    total = counted(len(findings), "finding")
    return "; ".join([f"{total}: {', '.join(parts)}{suffix}", *losses(findings)])


def losses(findings: Iterable[Finding]) -> list[str]:
    """Return what a client does without, in a few words; nothing if it is complete."""
    number = sum(finding.rule == LEFT_OUT for finding in findings)
    return [f"{counted(number, 'part')} left out"] if number else []


def _plural(severity: Severity, count: int) -> str:
    return f"{severity}s" if count != 1 and severity is not Severity.INFO else str(severity)


def label(finding: Finding, colour: bool) -> str:
    """Return severity and rule, as in ``warning[no-tags]``."""
    text = f"{finding.severity}[{finding.rule}]"
    return f"\x1b[1;{_COLOURS.get(finding.severity, '0')}m{text}\x1b[0m" if colour else text


def _lines(finding: Finding, colour: bool) -> Iterator[str]:
    location = finding.location
    where = f"{location}: " if location else ""
    yield f"{where}{label(finding, colour)} {printable(finding.message)}"
    if location and finding.is_quotable:
        yield from excerpt.lines(location, _COLOURS.get(finding.severity, "0") if colour else "")
    if finding.pointer:
        yield f"    at: {printable(' '.join(filter(None, (finding.operation, show(finding.pointer)))))}"
    for place in finding.related:
        yield f"    see also: {place.location}"
    if finding.help:
        yield f"    help: {printable(finding.help).replace(_BREAK, _INDENTED)}"
    yield from _fix(finding)


def _fix(finding: Finding) -> Iterator[str]:
    """Yield what a fix writes; of a safe fix that was made, only that."""
    if finding.is_settled:
        yield "    fixed"
    elif finding.fix is not Fix.NONE:
        what = "fixed by a guess" if finding.repaired else f"fix: {finding.fix}"
        from specquilt.report.proposal import proposal  # most runs show no fix

        written = proposal(finding)
        yield f"    {what}{': ' if written else ''}{printable(written)}"


def _reason(finding: Finding) -> Iterator[str]:
    """Yield the first sentence of the reason for a rule. Unknown rules yield nothing."""
    if finding.rule in book.all_ids():
        why = book.rule_of(finding.rule).why
        yield f"    why: {_SENTENCE_END.split(why, maxsplit=1)[0]}"
