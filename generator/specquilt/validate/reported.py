"""Which violations a rule reports already, so that the validator does not report them again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import TypeAlias

from specquilt.openapi.coverage import Disagreement
from specquilt.openapi.document import Document
from specquilt.openapi.finding import Finding
from specquilt.openapi.kinds import object_at
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.provenance import Origin
from specquilt.validate.violation import Violation, subject

_Spot: TypeAlias = tuple[str, int, Pointer]
"""A key of an object on a page: the file, the first line of the block, the pointer inside."""


class Reported:
    """Findings by the keys of a page that they cover, and by the violations that they cover.

    A finding covers the key that it points at, and those that its fix writes. A finding about an
    object as a whole covers none of its keys: a parameter without a schema may also have an
    inconsistent name. Keys are compared on the page, because the same key may have another pointer
    in a fragment than in the merged document.
    """

    def __init__(self, findings: Iterable[Finding]) -> None:
        self._by_key: defaultdict[_Spot, list[Finding]] = defaultdict(list)
        self._by_violation: defaultdict[tuple[str, Pointer], list[Finding]] = defaultdict(list)
        for finding in findings:
            for spot in dict.fromkeys(_spots(finding)):
                self._by_key[spot].append(finding)
            for violation in finding.covers.violations:
                place = _scope(violation, finding.pointer)
                self._by_violation[violation, place].append(finding)

    def of(self, violation: Violation, document: Document) -> list[Finding]:
        """Return the findings that report a violation of a document."""
        keyword, about = violation.keyword, violation.about
        found = self._by_violation.get((keyword, _scope(keyword, about)), [])
        if isinstance(keyword, Disagreement):
            return found
        origins = document.provenance.trace(subject(about))
        spots = [_spot(origin, origin.pointer) for origin in origins]
        return [*found, *(each for spot in spots for each in self._by_key.get(spot, ()))]


def _scope(keyword: str, pointer: Pointer) -> Pointer:
    """Return where a keyword is violated; names disagree in a path, or among all tags."""
    if not isinstance(keyword, Disagreement):
        return pointer
    return pointer[:1] if keyword is Disagreement.TAGS else pointer[:2]


def _spots(finding: Finding) -> Iterator[_Spot]:
    """Yield the keys that a finding covers, as they are named on its page."""
    if isinstance(finding.place, Origin):
        if object_at(finding.pointer)[1] != finding.pointer:
            yield _moved(finding, finding.place, subject(finding.pointer))
        for pointer in finding.covers.keys:
            yield _moved(finding, finding.place, pointer)


def _moved(finding: Finding, origin: Origin, pointer: Pointer) -> _Spot:
    """Return the spot of a place near a finding, seen from where the finding itself comes from."""
    pairs = zip(finding.pointer, pointer, strict=False)
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    above = len(origin.pointer) - (len(finding.pointer) - shared)
    return _spot(origin, (*origin.pointer[: max(above, 0)], *pointer[shared:]))


def _spot(origin: Origin, pointer: Pointer) -> _Spot:
    return origin.block.path, origin.block.first_line, pointer
