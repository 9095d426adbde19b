"""Writes the quilt report: one HTML page that loads nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from specquilt import REPOSITORY, __version__
from specquilt.openapi.finding import Finding, Fix, Location
from specquilt.openapi.plural import counted
from specquilt.quilt import picture
from specquilt.quilt.facts import Facts
from specquilt.report.excerpt import source_lines
from specquilt.report.proposal import proposal

MOST_FINDINGS = 4000
"""More make the page larger than anybody reads."""

_AROUND = 3
"""Lines before and after the one that a finding is about."""


class Excerpt(NamedTuple):
    """Lines of a source around a place."""

    place: str
    first: int
    marked: int
    lines: list[str]


def write(facts: Facts) -> str:
    """Return the report as HTML."""
    rows = sorted(facts.findings, key=_most_severe_first)[:MOST_FINDINGS]
    return _template().render(
        facts=facts,
        quilt=picture.draw(facts),
        colour=picture.colour,
        short=facts.pages.short,
        counted=counted,
        given=_given(facts),
        rows=[(each, facts.pages.number_of(each.location), state(each)) for each in rows],
        total=len(facts.findings),
        proposed=_proposed,
        rules=sorted({each.rule for each in rows}),
        conflicts=[(each, _sides(each)) for each in facts.conflicts],
        style=_text("quilt.css"),
        script=_text("quilt.js"),
        version=__version__,
        repository=REPOSITORY,
    )


def state(finding: Finding) -> str:
    """Return what was done about a finding, in a word."""
    if not finding.repaired:
        return "open"
    return "guessed" if finding.fix is Fix.GUESS else "fixed"


def _proposed(finding: Finding) -> str:
    """Return what a guess writes, or has written: whether it is right is for a person to say."""
    return proposal(finding) if finding.fix is Fix.GUESS else ""


def _most_severe_first(finding: Finding) -> tuple[bool, int, str, str, int]:
    place = finding.location or Location("", 0)
    settled = finding.is_settled
    return settled, -finding.severity.weight, finding.rule, place.path, place.line


def _given(facts: Facts) -> list[tuple[int, int, int]]:
    """Return how many operations, components and findings each page gave."""
    count: Counter[tuple[str, int | None]] = Counter()
    count.update(("operation", number) for part in facts.operations for number in part.pages[:1])
    count.update(("component", number) for part in facts.components for number in part.pages[:1])
    count.update(("finding", facts.pages.number_of(each.location)) for each in facts.findings)
    kinds = ("operation", "component", "finding")
    numbers = range(len(facts.pages.places))
    return [(count[kinds[0], n], count[kinds[1], n], count[kinds[2], n]) for n in numbers]


def _sides(finding: Finding) -> list[Excerpt]:
    places = [finding.location, *(each.location for each in finding.related)]
    return list(_excerpts(place for place in places if place))


def _excerpts(places: Iterable[Location]) -> Iterable[Excerpt]:
    for place in places:
        lines = source_lines(place.path)
        first = max(place.line - _AROUND, 1)
        yield Excerpt(str(place), first, place.line, lines[first - 1 : place.line + _AROUND])


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(_text("quilt.html.j2"))


def _text(name: str) -> Markup:
    return Markup(files("specquilt.quilt").joinpath(name).read_text("utf-8"))
