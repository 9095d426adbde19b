"""Applies the actions of an overlay in order.

An action that matches nothing is an error here, although the standard allows it. Usually the
vendor has changed the page, and the correction no longer has its intended effect.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from specquilt.openapi.document import Document, clone, copied
from specquilt.openapi.edits import Edit, Remove, Set, edit_in_place
from specquilt.openapi.finding import Finding, InputError, Severity
from specquilt.openapi.pointer import Pointer, exists, resolve, show
from specquilt.openapi.values import count_values
from specquilt.overlay.merge_value import (
    Incompatible,
    kind,
    merge_into_target,
    repeated_arrays,
    same,
)
from specquilt.overlay.read import Action

MAX_ADDED = 1_000_000
"""Values that all actions of an overlay may add, as many as a document may have."""


def apply(document: Document, actions: Iterable[Action]) -> tuple[Document, list[Finding]]:
    """Return the document with all actions applied, and warnings about actions without effect.

    Raises:
        InputError: a target matches nothing, a JSONPath is invalid, or a value does not fit.
    """
    changed, findings, taken = copied(document), list[Finding](), dict[Pointer, Any]()
    added = 0
    for action in actions:
        targets = _targets(changed.data, action)
        value = _value(changed.data, action)
        findings.extend(_repetitions(changed.data, action, targets, value))
        edits = _edits(changed.data, action, targets, value, MAX_ADDED - added)
        added += sum(count_values(edit.value) for edit in edits if isinstance(edit, Set))
        removed = {edit.pointer: _at(changed, edit) for edit in edits if isinstance(edit, Remove)}
        edit_in_place(changed, [(action.step, edit) for edit in edits])
        if not edits or _is_put_back(changed.data, taken):
            findings.append(_already_so(action))
        taken = removed
    return changed, findings


def _at(document: Document, edit: Remove) -> Any:
    return resolve(document.data, edit.pointer)


def _is_put_back(data: dict[str, Any], taken: dict[Pointer, Any]) -> bool:
    """Return whether an action restores the value that the action before it removed.

    Overlays replace an array by a `remove` action followed by an `update` action.
    """
    return bool(taken) and all(
        isinstance(pointer[-1], str)
        and exists(data, pointer)
        and same(resolve(data, pointer), value)
        for pointer, value in taken.items()
    )


def _targets(data: dict[str, Any], action: Action) -> list[Pointer]:
    targets = _find(data, action, action.target)
    if not targets:
        raise _error("overlay-no-match", f"{action.target} matches nothing", action)
    kinds = sorted({kind(resolve(data, pointer)) for pointer in targets})
    if action.kind != "remove" and len(kinds) > 1:
        message = f"{action.target} matches {' and '.join(kinds)}; all targets must have one type"
        raise _error("overlay-invalid", message, action)
    if action.kind == "remove" and () in targets:
        raise _error("overlay-invalid", "the document itself cannot be removed", action)
    return targets


def _find(data: dict[str, Any], action: Action, path: str) -> list[Pointer]:
    import jsonpath_rfc9535

    try:
        nodes = jsonpath_rfc9535.find(path, data)
    except (jsonpath_rfc9535.JSONPathError, RecursionError):
        message = f"{path} is not a valid JSONPath (RFC 9535)"
        raise _error("overlay-invalid", message, action) from None
    return list(dict.fromkeys(tuple(node.location) for node in nodes))


def _value(data: dict[str, Any], action: Action) -> Any:
    """Return the value to merge. A `copy` action clones it before the document changes."""
    if action.kind != "copy":
        return action.value
    sources = _find(data, action, str(action.value))
    if len(sources) != 1:
        message = f"copy: {action.value} matches {len(sources)} values; it must match exactly one"
        raise _error("overlay-no-match", message, action)
    return clone(resolve(data, sources[0]))


def _edits(
    data: dict[str, Any], action: Action, targets: list[Pointer], value: Any, budget: int
) -> list[Edit]:
    """Return the edits of an action. Edits that change nothing are left out.

    Args:
        budget: how many values the action may add, at all of its targets together.
    """
    if action.kind == "remove":
        return [Remove(pointer) for pointer in _outermost(targets)]
    if count_values(value) * len(targets) > budget:
        raise _too_large(action)
    edits: list[Edit] = []
    for pointer in targets:
        merged = _merged(data, pointer, value, action)
        edits.extend(_changes(pointer, resolve(data, pointer), merged, action))
    return edits


def _too_large(action: Action) -> InputError:
    message = f"the overlay adds more than {MAX_ADDED:,} values"
    advice = "copy or update less: each action can double the document"
    return InputError(
        Finding("document-too-large", Severity.ERROR, message, action.origin, help=advice)
    )


def _merged(data: dict[str, Any], pointer: Pointer, value: Any, action: Action) -> Any:
    try:
        return merge_into_target(resolve(data, pointer), value, pointer)
    except Incompatible as error:
        raise _error("overlay-invalid", str(error), action) from None


def _outermost(pointers: list[Pointer]) -> list[Pointer]:
    """Return the pointers without those that are inside another one."""
    chosen = set(pointers)
    return [
        pointer
        for pointer in pointers
        if not any(pointer[:length] in chosen for length in range(len(pointer)))
    ]


def _changes(pointer: Pointer, old: Any, new: Any, action: Action) -> Iterator[Edit]:
    """Yield edits of the smallest parts that differ. All other parts keep their provenance."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key, value in new.items():
            if key in old:
                yield from _changes((*pointer, key), old[key], value, action)
            else:
                yield Set((*pointer, key), value, action.origin)
    elif not same(old, new):
        yield Set(pointer, new, action.origin)


def _repetitions(
    data: dict[str, Any], action: Action, targets: list[Pointer], value: Any
) -> Iterator[Finding]:
    """Warn about updates that append items which the array already contains."""
    for target in targets if action.kind != "remove" else ():
        for pointer in repeated_arrays(resolve(data, target), value, target):
            message = f"{show(pointer)} already contains the appended items; they are duplicated"
            yield _without_effect(action, message)


def _already_so(action: Action) -> Finding:
    return _without_effect(action, f"{action.target} already has the value that the overlay sets")


def _without_effect(action: Action, message: str) -> Finding:
    advice = "the source has been fixed; remove this action"
    return Finding("overlay-without-effect", Severity.WARNING, message, action.origin, help=advice)


def _error(rule: str, message: str, action: Action) -> InputError:
    advice = "correct the target, or remove the action if the source no longer needs it"
    return InputError(Finding(rule, Severity.ERROR, message, action.origin, help=advice))
