"""The one validator: jsonschema-rs finds violations, openapi-spec-validator has the last word.

jsonschema-rs takes 45 ms for the 13 MB of GitHub's API, openapi-spec-validator 6.8 s. So the latter
is asked only about what the former has found: what is valid for jsonschema-rs is valid for it, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from specquilt.openapi.document import Document
from specquilt.openapi.finding import InputError
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.uninterrupted import uninterrupted
from specquilt.validate.agreement import disagreements
from specquilt.validate.causes import violations_of
from specquilt.validate.openapi_schema import openapi_schema
from specquilt.validate.references import MAX_FAULTS, broken_references
from specquilt.validate.violation import Violation


def refuse_invalid(document: Document) -> None:
    """Make sure that a document is valid OpenAPI.

    Raises:
        InputError: it is not; one finding for each violation, at the page that it came from.
    """
    findings = broken_references(document)
    if not findings:
        found = confirmed(document.data, suspected(document.data))
        findings = [each.finding(document) for each in found[:MAX_FAULTS]]
    if findings:
        raise InputError(*findings)


def suspected(data: dict[str, Any], references_resolve: bool = True) -> list[Violation]:
    """Return what jsonschema-rs has against a document; without any of it, the document is valid.

    Args:
        data: a document of the right shape.
        references_resolve: whether references may be followed; without that, only each object is
            validated, and not what lies between them.
    """
    with uninterrupted():  # jsonschema-rs panics when its import is interrupted
        from jsonschema_rs import ReferencingError, validator_for

    try:
        errors = validator_for(openapi_schema(str(data.get("openapi")))).iter_errors(data)
        found = [*violations_of(data, errors), *(disagreements(data) if references_resolve else ())]
    except (ValueError, TypeError, LookupError, ReferencingError) as failure:
        # It holds what JSON cannot, or nests deeper than the validator goes.
        return [Violation((), str(failure), vague=True)]
    return list(_distinct(found))


def confirmed(
    data: dict[str, Any], suspects: list[Violation], references_resolve: bool = True
) -> list[Violation]:
    """Return the suspected violations that openapi-spec-validator confirms, and what it adds.

    Args:
        data: a document of the right shape.
        suspects: what `suspected` has returned; the other parts of the document are valid.
        references_resolve: as for `suspected`.
    """
    if not suspects:
        return []
    # Importing it takes longer than most documents do.
    from specquilt.validate.confirm import refusals

    refused = refusals(data, suspects, references_resolve)
    places = {refusal.place for refusal in refused}
    real = [each for each in suspects if not places.isdisjoint(_and_above(each.about))]
    explained = {place for each in real for place in _and_above(each.about)}
    added = [
        Violation(place, message, vague=True)
        for place, message in refused
        if place not in explained
    ]
    return list(_distinct([*real, *added]))


def _distinct(violations: list[Violation]) -> Iterator[Violation]:
    """Leave out all but the first violation of a key, and vague ones that others explain."""
    precise = {place for each in violations if not each.vague for place in _and_above(each.about)}
    seen: set[Pointer] = set()
    for violation in violations:
        explained = violation.vague and violation.about in precise
        if violation.about not in seen and not explained:
            seen.add(violation.about)
            yield violation


def _and_above(place: Pointer) -> list[Pointer]:
    """Return a place and all places that it is inside of."""
    return [place[:length] for length in range(len(place) + 1)]
