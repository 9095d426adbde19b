"""Writes changes for a terminal, and as Markdown: the most severe first, with both places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from specquilt.comparison.difference import ChangeFinding
from specquilt.openapi.finding import Finding
from specquilt.openapi.plural import counted
from specquilt.report.formats import render as render_findings
from specquilt.report.printable import printable
from specquilt.rules.changes.rule import Verdict

_COLOURS = {Verdict.MAJOR: "31", Verdict.MINOR: "33"}


def render(name: str, findings: Iterable[Finding], colour: bool = False) -> str:
    """Return changes in one of the formats of reports; other findings follow them."""
    listed = list(findings)
    changes = [each for each in listed if isinstance(each, ChangeFinding)]
    if name != "text":
        return render_findings(name, listed, colour)
    others = [each for each in listed if not isinstance(each, ChangeFinding)]
    lines = [line for each in changes for line in _lines(each, colour)]
    rest = render_findings(name, others, colour) if others else ""
    return "\n".join([*lines, summary(changes)]) + "\n" + rest


def summary(changes: Sequence[ChangeFinding]) -> str:
    """Return how many changes there are of each verdict, in one line."""
    if not changes:
        return "no changes"
    counts = Counter(each.worst for each in changes)
    parts = [f"{counts[each]} {each}" for each in reversed(Verdict) if counts[each]]
    return f"{counted(len(changes), 'change')}: {', '.join(parts)}"


def _lines(change: ChangeFinding, colour: bool) -> list[str]:
    verdicts = change.verdicts
    head = f"{_label(change, colour)} {printable(change.text)}"
    about = f"    wire: {verdicts.wire}, sdk: {verdicts.sdk}"
    places = [f"    was: {place.location}" for place in change.related]
    now = [f"    now: {change.location}"] if change.location else []
    used = [f"    used: {place}" for place in change.uses]
    program = [f"        {line}".rstrip() for line in change.witness.splitlines()]
    shown = ["    type-checks with the old package only:", *program] if program else []
    return [head, about, *places, *now, *used, *shown]


def _label(change: ChangeFinding, colour: bool) -> str:
    label = f"{change.worst}[{change.rule}]"
    return f"\x1b[1;{_COLOURS.get(change.worst, '36')}m{label}\x1b[0m" if colour else label
