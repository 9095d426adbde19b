"""What rules have told, so that the judge need not tell it again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from specquilt.openapi.document import Document
from specquilt.openapi.finding import Finding
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.provenance import Origin
from specquilt.validate.fault import Concern, Fault, object_at

_Spot: TypeAlias = tuple[str, int, Pointer]

_UNQUOTED = {"path-parameter-not-required": "required", "keyword-of-3-2": "description"}
"""The key that a rule is about, where it reports the object and its message does not quote it."""


class Told:
    """Findings by the object of a page that they are about.

    The same key of the same object is how near a finding must be. The same object alone is not
    enough: a parameter that lacks a schema may well have an odd name, too. And what is inside of
    the object is further away still. Pages are the common ground of a fragment and of the document
    that is sewn of it, where the same thing may have another pointer.
    """

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.by_rule: defaultdict[tuple[str, Pointer], list[Finding]] = defaultdict(list)
        self.by_object: defaultdict[_Spot, list[tuple[Pointer, Finding]]] = defaultdict(list)
        for finding in findings:
            self.by_rule[finding.rule, _path(finding.pointer)].append(finding)
            inner = finding.pointer[len(object_at(finding.pointer)[1]) :]
            if isinstance(finding.place, Origin):
                above = len(finding.place.pointer) - len(inner)
                self.by_object[_spot(finding.place, above)].append((inner, finding))

    def of(self, fault: Fault, document: Document) -> list[Finding]:
        """Return the findings that say what a fault of a document says."""
        if fault.concern is not Concern.NONE:
            rules, path = fault.concern.value, _path(fault.about)
            return [each for rule in sorted(rules) for each in self.by_rule.get((rule, path), ())]
        return [each for inner, each in self._near(fault, document) if _says(each, inner, fault)]

    def _near(self, fault: Fault, document: Document) -> Iterator[tuple[Pointer, Finding]]:
        _, place = object_at(fault.about)
        for origin in document.provenance.trace(place):
            yield from self.by_object.get(_spot(origin, len(origin.pointer)), ())


def _spot(origin: Origin, length: int) -> _Spot:
    return origin.block.path, origin.block.first_line, origin.pointer[:length]


def _path(pointer: Pointer) -> Pointer:
    """Return what rules look at as a whole: a path with its operations, all tags, a component."""
    if pointer[:1] == ("tags",):
        return pointer[:1]
    return pointer[:3] if pointer[:1] == ("components",) else pointer[:2]


def _says(finding: Finding, inner: Pointer, fault: Fault) -> bool:
    """Say whether a finding about the same object is about the same key."""
    if not fault.word:
        return False
    texts = (finding.message, finding.help)
    quoted = any(word in text for text in texts for word in (repr(fault.word), f"`{fault.word}`"))
    return quoted or fault.word in (_UNQUOTED.get(finding.rule), *map(str, inner[:1]))
