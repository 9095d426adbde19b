"""Makes a document valid: what breaks the standard is completed, or left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Final

from specquilt.openapi.coverage import Disagreement
from specquilt.openapi.document import Document
from specquilt.openapi.edits import Edit, Remove, Set
from specquilt.openapi.finding import Finding, InputError
from specquilt.openapi.keywords import TYPES
from specquilt.openapi.kinds import MAP, Kind, child_of, is_annotation, object_at
from specquilt.openapi.pointer import Pointer, exists, resolve
from specquilt.repair import advice
from specquilt.repair.agreement import agreeing
from specquilt.repair.outcome import MAX_ROUNDS, Repair, repaired
from specquilt.validate.references import broken_references
from specquilt.validate.reported import Reported
from specquilt.validate.validator import confirmed, suspected
from specquilt.validate.violation import CANNOT_CHECK, Violation

_DEFAULTS: Final[dict[tuple[Kind, str], Any]] = {
    (Kind.DOCUMENT, "info"): {"title": "API", "version": "0"},
    (Kind.DOCUMENT, "paths"): {},
    (Kind.INFO, "title"): "API",
    (Kind.INFO, "version"): "0",
    (Kind.OPERATION, "responses"): {"default": {"description": ""}},
    (Kind.RESPONSE, "description"): "",
    (Kind.REQUEST_BODY, "content"): {},
    (Kind.PARAMETER, "schema"): {},
    (Kind.PARAMETER, "required"): True,
    (Kind.SCHEMA, "items"): {},
    (Kind.SERVER_VARIABLE, "default"): "",
    (Kind.OAUTH_FLOW, "scopes"): {},
    (Kind.SECURITY_SCHEME, "in"): "header",
    (Kind.SECURITY_SCHEME, "scheme"): "bearer",
}
"""What a key that is missing says by default, or in most documents."""

_HARMLESS = frozenset(
    {
        "unevaluatedProperties",
        "additionalProperties",
        "minProperties",
        "minItems",
        Disagreement.OPERATION_IDS,
        Disagreement.PATH_PARAMETERS,
    }
)
"""What is violated by something that says nothing about the API."""
_UNCHANGEABLE = frozenset({(), ("openapi",)})


def make_valid(document: Document, known: Reported) -> tuple[Document, list[Finding]]:
    """Return a valid document, and what had to be changed.

    If a reference is unresolved then, the document may not be valid yet.

    Args:
        document: a document whose references resolve.
        known: what rules have reported already.

    Raises:
        InputError: the document is not valid as a whole.
    """
    findings: list[Finding] = []
    for _ in range(MAX_ROUNDS):
        violations = confirmed(document.data, suspected(document.data))
        if not violations:
            return document, findings
        found = (_repair(document, each, known) for each in _certain(violations))
        repairs = list(_apart(filter(None, found)))
        if not repairs:
            break
        document, news = repaired(document, repairs)
        findings.extend(news)
        if broken_references(document, most=1):  # to what has been left out
            return document, findings
    raise InputError(*(each.finding(document) for each in violations))


def _certain(violations: list[Violation]) -> list[Violation]:
    """Leave out what a validator cannot check: it may be able to when the others are repaired."""
    certain = [each for each in violations if not each.message.startswith(CANNOT_CHECK)]
    return certain or violations


def _apart(repairs: Iterable[Repair]) -> Iterator[Repair]:
    """Leave out repairs inside of what others change: the next round finds what is left."""
    changed: set[Pointer] = set()
    for repair in sorted(repairs, key=lambda each: min(len(edit.pointer) for edit in each.edits)):
        places = [edit.pointer for edit in repair.edits]
        above = {place[:length] for place in places for length in range(len(place) + 1)}
        if changed.isdisjoint(above):
            changed.update(places)
            yield repair


def _repair(document: Document, violation: Violation, known: Reported) -> Repair | None:
    edits = _edits(document, violation)
    if not edits:
        return None
    repair = _described(document, violation, edits)
    is_known = not repair.loses and bool(known.of(violation, document))
    return replace(repair, is_reported=is_known)


def _described(document: Document, violation: Violation, edits: tuple[Edit, ...]) -> Repair:
    about = violation.about if exists(document.data, violation.about) else violation.about[:-1]
    if about[-1:] == ("type",) and len(edits) > 1:
        return Repair(about, violation.message, "written as OpenAPI 3.0 has it", edits)
    if not any(isinstance(edit, Remove) for edit in edits):
        return Repair(about, violation.message, "completed", edits, advice=_completion(edits))
    if exists(document.data, about) and resolve(document.data, about) is None:
        return Repair(about, violation.message, "ignored", edits)
    is_lost = violation.keyword not in _HARMLESS and not _is_annotation(about)
    help = advice.removed(edits[0].pointer)
    return Repair(about, violation.message, "left out", edits, loses=is_lost, advice=help)


def _is_annotation(place: Pointer) -> bool:
    """Return whether a place is a key that only describes an object, such as its examples."""
    kind, holder = object_at(place[:-1])
    return bool(place) and holder == place[:-1] and is_annotation(kind, str(place[-1]))


def _completion(edits: tuple[Edit, ...]) -> str:
    """Return how to write what is missing; values that are read otherwise need more than that."""
    only = edits[0]
    return advice.corrected(only.pointer, only.value) if isinstance(only, Set) else ""


def _edits(document: Document, violation: Violation) -> tuple[Edit, ...]:
    if violation.keyword in set(Disagreement):
        return agreeing(document, violation.keyword, violation.about)
    if violation.keyword == "required" and not violation.vague:
        return _completed(document, violation.about)
    return _with_types(document, violation.about) or _without(document, violation.about)


def _with_types(document: Document, place: Pointer) -> tuple[Edit, ...]:
    """Return the edits that keep known types; 3.0 has neither lists of types nor the type null."""
    key = place[:-1] if place and isinstance(place[-1], int) else place
    types = resolve(document.data, key) if exists(document.data, key) else None
    types = ["null"] if types == "null" else types
    if key[-1:] != ("type",) or not isinstance(types, list):
        return ()
    known = list(dict.fromkeys(each for each in map(str, types) if each in TYPES))
    if known == ["null"] and set(map(str, types)) != {"null"}:
        return (Remove(key),)  # null alone would be another type
    if key != place or not known:
        return ()
    is_3_0 = str(document.data.get("openapi")).startswith("3.0")
    return _types_of_3_0(key, known) if is_3_0 else (Set(key, known),)


def _types_of_3_0(place: Pointer, types: list[str]) -> tuple[Edit, ...]:
    schema, others = place[:-1], [each for each in types if each != "null"]
    if not others:
        return (Remove(place), Set((*schema, "enum"), [None]))
    nullable = (Set((*schema, "nullable"), value=True),) if "null" in types else ()
    if len(others) == 1:
        return (Set(place, others[0]), *nullable)
    return (Remove(place), Set((*schema, "anyOf"), [{"type": each} for each in others]), *nullable)


def _completed(document: Document, key: Pointer) -> tuple[Edit, ...]:
    kind, holder = object_at(key[:-1])
    default = _DEFAULTS.get((kind, str(key[-1])))
    if holder == key[:-1] and default is not None:
        return (Set(key, default),)
    return _without(document, key[:-1])


def _without(document: Document, place: Pointer) -> tuple[Edit, ...]:
    """Return the edits that take something away; others may refer to a schema by its name."""
    if not exists(document.data, place):
        place = place[:-1]
    if place in _UNCHANGEABLE:
        return ()
    kind, holder = object_at(place)
    is_schema = kind is Kind.SCHEMA and holder == place
    child = child_of(object_at(place[:-2])[0], str(place[-2])) if len(place) > 1 else None
    if is_schema and child is not None and child.many == MAP:
        return (Set(place, {}),)
    return (Remove(place),)
