"""The stage: a document and a choice in, a smaller document out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from specquilt.openapi.document import Document
from specquilt.openapi.edits import Edit, Remove, apply_edits
from specquilt.openapi.finding import Finding, InputError, Severity, input_error
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.suggestion import did_you_mean
from specquilt.openapi.values import listing, mapping
from specquilt.select.choice import Choice
from specquilt.select.pattern import Target, matches, spellings
from specquilt.select.reach import misplaced_references, unreachable
from specquilt.select.targets import own_items, targets

STEP = "select"
MAX_ROUNDS = 5
"""How deep references may lead from one operation that is gone into the next."""


def select(document: Document, choice: Choice) -> Document:
    """Return the document with the chosen operations, and what they lead to.

    Raises:
        InputError: a pattern means no operation, or none is left.
    """
    if not choice:
        return document
    document = _edited(document, own_items(document.data))
    found = targets(document.data)
    _refuse_useless(choice, found)
    dropped = [pointer for pointer, target in found.items() if not _is_wanted(target, choice)]
    if len(dropped) == len(found):
        raise input_error("nothing-selected", "no operation is left", help="exclude less")
    chosen = _edited(document, _without(document.data, set(dropped)))
    for _ in range(MAX_ROUNDS):
        chosen = _edited(chosen, misplaced_references(chosen.data, document.data))
    return _edited(chosen, (Remove(pointer) for pointer in unreachable(chosen)))


def _is_wanted(target: Target, choice: Choice) -> bool:
    included = not choice.include or any(matches(each, target) for each in choice.include)
    return included and not any(matches(each, target) for each in choice.exclude)


def _refuse_useless(choice: Choice, found: dict[Pointer, Target]) -> None:
    faults = [
        Finding(
            "select-no-match",
            Severity.ERROR,
            f"{pattern!r} matches no operation",
            choice.places.get(pattern),
            help=_advice(pattern, found),
        )
        for pattern in (*choice.include, *choice.exclude)
        if not any(matches(pattern, target) for target in found.values())
    ]
    if faults:
        raise InputError(*faults)


def _advice(pattern: str, found: dict[Pointer, Target]) -> str:
    known = dict.fromkeys(each for target in found.values() for each in spellings(target))
    usage = "a pattern is 'tag:NAME', '/path/**', 'GET /path', an operationId or a call"
    return did_you_mean(pattern, known, usage)


def _without(data: dict[str, Any], gone: set[Pointer]) -> Iterator[Edit]:
    """Take operations away; a path goes with its last one, a tag with its last use."""
    kept = {key: target for key, target in targets(data).items() if key not in gone}
    items = {key[:2] for key in kept}
    yield from (Remove(key) for key in sorted(gone, key=str) if key[:2] in items)
    yield from (Remove(item) for item in sorted({key[:2] for key in gone} - items, key=str))
    used = {tag for target in kept.values() for tag in target.tags}
    for index, tag in enumerate(listing(data.get("tags"))):
        if mapping(tag).get("name") not in used:
            yield Remove(("tags", index))


def _edited(document: Document, edits: Iterator[Edit]) -> Document:
    steps = [(STEP, edit) for edit in edits]
    return apply_edits(document, steps) if steps else document
