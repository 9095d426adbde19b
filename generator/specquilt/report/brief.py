"""Writes findings for users who want a client: one line for each rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from specquilt.openapi.finding import INVALID, LEFT_OUT, Finding, Severity
from specquilt.openapi.plural import counted
from specquilt.report import text
from specquilt.report.printable import printable

FEW = 3
"""Up to this many findings are shown in full."""

_NOUNS = {
    LEFT_OUT: ("part of the document left out", "parts of the document left out"),
    INVALID: ("part of the document corrected", "parts of the document corrected"),
}
_MORE = "-v shows each of them; specquilt lint explains them"


def render(findings: Iterable[Finding], colour: bool = False) -> str:
    """Return one line for each rule, the most severe first, followed by a summary.

    A few findings are shown in full.

    Args:
        findings: the findings.
        colour: whether to use ANSI colours.
    """
    findings = list(findings)
    if len(findings) <= FEW:
        return text.render(findings, colour, reasons=False)
    lines = [_line(found, colour) for found in sorted(_by_rule(findings), key=_rank)]
    return "\n".join([*lines, f"{text.summary(findings)} ({_MORE})"]) + "\n"


def _by_rule(findings: list[Finding]) -> Iterable[list[Finding]]:
    groups: defaultdict[tuple[str, Severity], list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[finding.rule, finding.severity].append(finding)
    return groups.values()


def _rank(found: list[Finding]) -> tuple[int, bool]:
    """Return the sort key: by severity, and what the client does without comes first."""
    return -found[0].severity.weight, found[0].rule != LEFT_OUT


def _line(found: list[Finding], colour: bool) -> str:
    first = found[0]
    place = f"first at {first.location}" if len(found) > 1 else f"at {first.location}"
    about = ", ".join(filter(None, (_count(found), place if first.location else "")))
    message = ": ".join(filter(None, (about, printable(first.message))))
    return f"{text.label(first, colour)} {message}{_advice(first)}"


def _count(found: list[Finding]) -> str:
    """Return how much was found: one fact may be stated in many places."""
    rule, facts = found[0].rule, len({finding.message for finding in found})
    if rule in _NOUNS:
        return counted(len(found), *_NOUNS[rule])
    if len(found) == 1:
        return ""
    return f"in {len(found):,} places" if facts == 1 else counted(facts, "finding")


def _advice(finding: Finding) -> str:
    """Return the help, if it is short: an overlay action is not."""
    is_short = finding.help and "\n" not in finding.help
    return f" (help: {printable(finding.help)})" if is_short else ""
