"""Evidence as findings: each fact once, with how often it was seen and the line of the document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from specquilt.openapi.document import Document
from specquilt.openapi.finding import Finding, Severity
from specquilt.openapi.operations import operation_names
from specquilt.openapi.plural import counted, shortened
from specquilt.openapi.pointer import Pointer, resolve
from specquilt.openapi.values import listing, mapping
from specquilt.recordings.evidence import (
    MEDIA_TYPE,
    OPERATION,
    PARAMETER,
    STATUS,
    Evidence,
    FirstSeen,
)
from specquilt.recordings.finding import DriftFinding, RecordingFinding
from specquilt.recordings.read.files import UNREADABLE
from specquilt.recordings.subjects import subject_of
from specquilt.recordings.walk.notes import (
    ABSENT,
    FIELD,
    NULL,
    TYPE,
    VALUE,
    DriftFact,
    FactNote,
    WalkNotes,
    shown,
)
from specquilt.recordings.walk.shape import LEAST_INTEGERS, MOST_NAMES
from specquilt.rules.recorded import RECORDED


class Seen(NamedTuple):
    """How often something was seen.

    Args:
        times: How often.
        of: How often it could have been.
        unit: What is counted.
    """

    times: int
    of: int
    unit: str

    def __str__(self) -> str:
        return f"seen in {self.times:,} of {counted(self.of, self.unit)}"


class FactKind(NamedTuple):
    """How facts of a kind are reported.

    Args:
        answer, request: Ids of the rules.
        text: What was found; gets the place, its field, and the detail.
        unit: What is counted.
        above: Steps from the place of the fact to the place of the values that are counted.
    """

    answer: str
    request: str
    text: str
    unit: str
    above: int = 0


KINDS = {
    FIELD: FactKind(
        "undocumented-field",
        "undocumented-request-field",
        "{subject}.{detail} is not documented",
        "object",
    ),
    VALUE: FactKind(
        "undocumented-value",
        "undocumented-request-value",
        "{subject} has the undocumented value {detail}",
        "value",
    ),
    NULL: FactKind("undocumented-null", "undocumented-request-null", "{subject} was null", "value"),
    TYPE: FactKind(
        "undocumented-type",
        "undocumented-request-type",
        "{subject} had the undocumented type {detail}",
        "value",
    ),
    ABSENT: FactKind(
        "required-field-absent",
        "required-request-field-absent",
        "{subject}.{detail} is required, but was absent",
        "object",
        above=2,
    ),
}

_OF_OPERATIONS = {
    OPERATION: ("undocumented-operation", "{operation} is not documented"),
    STATUS: ("undocumented-status", "{operation} answered with the undocumented status {detail}"),
    MEDIA_TYPE: (
        "undocumented-media-type",
        "{operation} answered in the undocumented media type {detail}",
    ),
    PARAMETER: (
        "undocumented-parameter",
        "{operation} was sent the undocumented query parameter {detail}",
    ),
}


def findings_of(evidence: Evidence, document: Document) -> list[Finding]:
    """Return the findings about a document, those about one schema together."""
    made = _Findings(evidence, document)
    grouped: dict[str, list[DriftFinding]] = {}
    for each in (*made.of_operations(), *made.of_values(), *made.of_numbers(), *made.never_seen()):
        grouped.setdefault(each.subject, []).append(each)
    groups = sorted(grouped.values(), key=lambda group: -max(x.severity.weight for x in group))
    return [*made.unreadable(), *(each for group in groups for each in group)]


class _Findings:
    """Makes findings of evidence."""

    def __init__(self, evidence: Evidence, document: Document) -> None:
        self._evidence, self._document = evidence, document

    def unreadable(self) -> Iterator[Finding]:
        """Yield findings about bodies."""
        for message, (source, count) in self._evidence.unreadable.items():
            text = f"{message}: {counted(count, 'exchange')}, first one of {source.operation}"
            yield RecordingFinding(UNREADABLE, Severity.WARNING, text, source.place)

    def of_operations(self) -> Iterator[DriftFinding]:
        """Yield findings about operations, statuses, media types and parameters."""
        for name, (source, count) in self._evidence.undocumented_operations().items():
            rule, text = _OF_OPERATIONS[OPERATION]
            text = text.format(operation=name)
            yield self._finding(
                rule, ("paths",), name, text, source, Seen(count, count, "exchange")
            )
        for fact, (source, counts) in self._evidence.facts.items():
            rule, text = _OF_OPERATIONS[fact.kind]
            text = text.format(operation=fact.operation, detail=fact.detail)
            seen = Seen(counts[fact.detail], self._evidence.calls[fact.operation], "exchange")
            yield self._finding(rule, fact.at, fact.operation, text, source, seen)

    def of_values(self) -> Iterator[DriftFinding]:
        """Yield findings about answers, and about requests what answers do not show already."""
        answers, requests = self._evidence.answers, self._evidence.requests
        for fact, note in _first_of_maps(answers):
            yield self._of_value(KINDS[fact.kind].answer, fact, note, answers)
        for fact, note in _first_of_maps(requests):
            if fact not in answers.facts:
                yield self._of_value(KINDS[fact.kind].request, fact, note, requests)

    def _of_value(
        self, rule: str, fact: DriftFact, note: FactNote, notes: WalkNotes
    ) -> DriftFinding:
        kind = KINDS[fact.kind]
        place = fact.at[:-1] if fact.at[-1:] == ("discriminator",) else fact.at
        counted_at = place[: len(place) - kind.above]
        subject = subject_of(counted_at)
        text = kind.text.format(subject=subject, detail=fact.detail)
        others = notes.names_at(fact.at) - 1 if fact.kind == FIELD else 0
        if others >= MOST_NAMES:
            text = f"{subject} has more than {MOST_NAMES} undocumented fields: it may be a map"
        seen = Seen(note.count, max(note.count, notes.visits[counted_at]), kind.unit)
        example = f" ({note.shape})" if fact.kind == FIELD else ""
        return self._finding(rule, fact.at, subject.owner, text, note.source, seen, example)

    def of_numbers(self) -> Iterator[DriftFinding]:
        """Yield findings about numbers that might be integers."""
        numbers = self._evidence.answers.numbers
        for (at, kind), count in numbers.items():
            if kind == "integer" and count >= LEAST_INTEGERS and not numbers[at, "float"]:
                subject = subject_of(at)
                text = f"{subject} is a number, and was always an integer"
                seen = Seen(count, count, "value")
                yield self._finding("number-always-integer", at, subject.owner, text, None, seen)

    # What recordings do not cover

    def never_seen(self) -> Iterator[DriftFinding]:
        """Yield what the document has and no recording: operations, fields and values."""
        names = operation_names(self._document.data)
        unseen = [name for name in names if name not in self._evidence.calls]
        if unseen:
            yield self._never(("paths",), "the API", "operation", unseen, names)
        for at in self._evidence.answers.visits:
            if at[-1:] == ("enum",):
                yield from self._unseen_values(at)
            else:
                yield from self._unseen_fields(at)

    def _unseen_fields(self, at: Pointer) -> Iterator[DriftFinding]:
        visits, schema = self._evidence.answers.visits, self._at(at)
        fields = mapping(mapping(schema).get("properties"))
        names = [name for name, each in fields.items() if not mapping(each).get("writeOnly")]
        unseen = [name for name in names if not visits[(*at, "properties", name)]]
        if unseen:
            yield self._never(at, str(subject_of(at)), "field", unseen, names)

    def _unseen_values(self, at: Pointer) -> Iterator[DriftFinding]:
        seen = {text for place, text in self._evidence.answers.values if place == at}
        values = [shown(each) for each in listing(self._at(at))]
        unseen = [each for each in values if each not in seen]
        if unseen:
            yield self._never(at, str(subject_of(at[:-1])), "value", unseen, values)

    def _never(
        self, at: Pointer, subject: str, noun: str, unseen: list[str], names: list[str]
    ) -> DriftFinding:
        text = f"{noun}s of {subject} that were never seen"
        owner = subject_of(at).owner
        seen = Seen(len(names) - len(unseen), len(names), noun)
        example = f": {shortened(unseen)}"
        return self._finding("never-seen", at, owner, text, None, seen, example)

    def _at(self, at: Pointer) -> Any:
        return resolve(self._document.data, at)

    def _finding(
        self,
        rule: str,
        at: Pointer,
        owner: str,
        text: str,
        source: FirstSeen | None,
        seen: Seen,
        example: str = "",
    ) -> DriftFinding:
        return DriftFinding(
            rule=rule,
            severity=RECORDED[rule].severity,
            message=f"{text}{example}: {seen}",
            place=self._document.provenance.place(at),
            pointer=at,
            operation=source.operation if source else "",
            related=(source.place,) if source else (),
            subject=owner,
            text=text,
            seen=seen.times,
            of=seen.of,
        )


def _first_of_maps(notes: WalkNotes) -> Iterator[tuple[DriftFact, FactNote]]:
    """Yield the facts; of objects with so many undocumented names that they are data, the first."""
    known = set[Pointer]()
    for fact, note in notes.facts.items():
        is_map = fact.kind == FIELD and notes.names_at(fact.at) > MOST_NAMES
        if not is_map or fact.at not in known:
            yield fact, note
        if is_map:
            known.add(fact.at)
