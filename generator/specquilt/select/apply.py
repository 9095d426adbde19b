"""Removes operations that are not selected from a document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from specquilt.openapi.document import Document
from specquilt.openapi.edits import Edit, Remove, apply_edits
from specquilt.openapi.finding import Finding, InputError, Severity, input_error
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.suggestion import did_you_mean
from specquilt.openapi.values import listing, mapping
from specquilt.select.candidates import CallsOf, candidates
from specquilt.select.choice import Choice
from specquilt.select.inline import inline_path_items, inline_removed
from specquilt.select.pattern import Candidate, matches, spellings
from specquilt.select.unused_components import unused_components

STEP = "select"
MAX_ROUNDS = 5
"""Maximum number of removed operations in a chain of references from one to the next."""


def select(document: Document, choice: Choice, calls_of: CallsOf) -> Document:
    """Return the document with the selected operations and the components that they need.

    Args:
        document: all of it.
        choice: patterns of what is wanted.
        calls_of: returns the calls of each operation, by ``get /path``: patterns may name them.

    Raises:
        InputError: a pattern matches no operation, or no operation remains.
    """
    if not choice:
        return document
    document = _edited(document, inline_path_items(document.data))
    found = candidates(document.data, calls_of)
    _refuse_unmatched(choice, found)
    dropped = [pointer for pointer, candidate in found.items() if not _is_wanted(candidate, choice)]
    if len(dropped) == len(found):
        raise input_error(
            "nothing-selected", "no operation is selected", help="remove a pattern from `exclude`"
        )
    chosen = _edited(document, _without(document.data, found, set(dropped)))
    for _ in range(MAX_ROUNDS):
        chosen = _edited(chosen, inline_removed(chosen.data, document.data))
    return _edited(chosen, (Remove(pointer) for pointer in unused_components(chosen)))


def _is_wanted(candidate: Candidate, choice: Choice) -> bool:
    included = not choice.include or any(matches(each, candidate) for each in choice.include)
    return included and not any(matches(each, candidate) for each in choice.exclude)


def _refuse_unmatched(choice: Choice, found: dict[Pointer, Candidate]) -> None:
    faults = [
        Finding(
            "select-no-match",
            Severity.ERROR,
            f"{pattern!r} matches no operation",
            choice.places.get(pattern),
            help=_advice(pattern, found),
        )
        for pattern in (*choice.include, *choice.exclude)
        if not any(matches(pattern, candidate) for candidate in found.values())
    ]
    if faults:
        raise InputError(*faults)


def _advice(pattern: str, found: dict[Pointer, Candidate]) -> str:
    known = dict.fromkeys(each for candidate in found.values() for each in spellings(candidate))
    usage = "use 'tag:NAME', '/path/**', 'GET /path', an operationId, a call or an extension"
    return did_you_mean(pattern, known, usage)


def _without(
    data: dict[str, Any], found: dict[Pointer, Candidate], removed: set[Pointer]
) -> Iterator[Edit]:
    """Yield edits that remove operations, paths without operations, and unused tags."""
    kept = {key: candidate for key, candidate in found.items() if key not in removed}
    items = {key[:2] for key in kept}
    yield from (Remove(key) for key in sorted(removed, key=str) if key[:2] in items)
    yield from (Remove(item) for item in sorted({key[:2] for key in removed} - items, key=str))
    used = {tag for candidate in kept.values() for tag in candidate.tags}
    for index, tag in enumerate(listing(data.get("tags"))):
        if mapping(tag).get("name") not in used:
            yield Remove(("tags", index))


def _edited(document: Document, edits: Iterator[Edit]) -> Document:
    steps = [(STEP, edit) for edit in edits]
    return apply_edits(document, steps) if steps else document
