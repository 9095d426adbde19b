"""Which violations a rule reports already, so that the validator does not report them again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import takewhile
from typing import TypeAlias

from specquilt.openapi.document import Document
from specquilt.openapi.finding import Finding
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.provenance import Origin
from specquilt.rules.engine.book import book
from specquilt.rules.engine.rule import Disagreement
from specquilt.validate.violation import Violation, object_at, subject

_Spot: TypeAlias = tuple[str, int, Pointer]
"""A key of an object on a page: the file, the first line of the block, the pointer inside."""


class Reported:
    """Findings by the keys of a page that they are about, and by their rules.

    A finding covers the key that it points at, and those that its fix writes. A finding about an
    object as a whole covers none of its keys: a parameter that lacks a schema may well have an odd
    name, too. Pages are the common ground of a fragment and of the merged document, where the same
    thing may have another pointer.
    """

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.by_key: defaultdict[_Spot, list[Finding]] = defaultdict(list)
        self.by_rule: defaultdict[tuple[str, Pointer], list[Finding]] = defaultdict(list)
        for finding in findings:
            for spot in dict.fromkeys(_spots(finding)):
                self.by_key[spot].append(finding)
            for place in {_scope(finding.pointer), finding.pointer}:
                self.by_rule[finding.rule, place].append(finding)

    def of(self, violation: Violation, document: Document) -> list[Finding]:
        """Return the findings that report a violation of a document."""
        about, rules = violation.about, _rules_for(violation.keyword)
        if isinstance(violation.keyword, Disagreement):
            return [each for rule in rules for each in self.by_rule.get((rule, _scope(about)), ())]
        by_rule = [each for rule in rules for each in self.by_rule.get((rule, about), ())]
        origins = document.provenance.trace(subject(about))
        by_key = [
            each
            for origin in origins
            for each in self.by_key.get(_spot(origin, origin.pointer), ())
        ]
        return [*by_rule, *by_key]


@cache
def _rules_for(keyword: str) -> tuple[str, ...]:
    """Return the ids of the rules that declare to cover a keyword."""
    return tuple(rule_id for rule_id, rule in book().items() if keyword in rule.covers)


def _spots(finding: Finding) -> Iterator[_Spot]:
    """Yield the keys that a finding covers, as they are named on its page."""
    if isinstance(finding.place, Origin):
        if object_at(finding.pointer)[1] != finding.pointer:
            yield _moved(finding, finding.place, subject(finding.pointer))
        for pointer in finding.covers:
            yield _moved(finding, finding.place, pointer)


def _moved(finding: Finding, origin: Origin, pointer: Pointer) -> _Spot:
    """Return the spot of a place near a finding, seen from where the finding itself comes from."""
    pairs = zip(finding.pointer, pointer, strict=False)
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    above = len(origin.pointer) - (len(finding.pointer) - shared)
    return _spot(origin, (*origin.pointer[: max(above, 0)], *pointer[shared:]))


def _spot(origin: Origin, pointer: Pointer) -> _Spot:
    return origin.block.path, origin.block.first_line, pointer


def _scope(pointer: Pointer) -> Pointer:
    """Return where names must agree: in a path with its operations, or among all tags."""
    return pointer[:1] if pointer[:1] == ("tags",) else pointer[:2]
