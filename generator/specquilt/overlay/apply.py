"""Applies the actions of an overlay, in order, strictly.

The standard lets an action that matches nothing pass. Here it is an error: most often the
vendor has changed the page, and the correction does no longer do what its author believes.
"""

from __future__ import annotations

from typing import Any

from specquilt.document import Document, Edit, Remove, Set, apply_edits, clone
from specquilt.finding import Finding, InputError, Severity
from specquilt.overlay.read import Action
from specquilt.pointer import Pointer, resolve, show


def apply(document: Document, actions: list[Action]) -> tuple[Document, list[Finding]]:
    """Apply the actions one after another.

    Raises:
        InputError: a target matches nothing or is no JSONPath, or a value does not fit.
    """
    findings: list[Finding] = []
    for action in actions:
        edits = _edits(document, action)
        if not edits:
            findings.append(_already_so(action))
        document = apply_edits(document, [(action.step, edit) for edit in edits])
    return document, findings


def _edits(document: Document, action: Action) -> list[Edit]:
    """Turn an action into edits; an edit that changes nothing is none."""
    matches = _find(document.data, action, action.target)
    if not matches:
        raise _error("overlay-no-match", f"{action.target} matches nothing", action)
    if action.kind == "remove":
        return [Remove(pointer) for pointer in _outermost(matches)]
    value = action.value
    if action.kind == "copy":
        value = _single(document.data, action)
    merged = [
        (pointer, _merge(resolve(document.data, pointer), value, pointer, action))
        for pointer in matches
    ]
    return [
        edit
        for pointer, wanted in merged
        for edit in _changes(pointer, resolve(document.data, pointer), wanted, action)
    ]


def _find(data: dict[str, Any], action: Action, path: str) -> list[Pointer]:
    import jsonpath_rfc9535

    try:
        nodes = jsonpath_rfc9535.find(path, data)
    except jsonpath_rfc9535.JSONPathError as error:
        raise _error("overlay-invalid", f"{path} is no JSONPath: {error}", action) from None
    return list(dict.fromkeys(tuple(node.location) for node in nodes))


def _single(data: dict[str, Any], action: Action) -> Any:
    sources = _find(data, action, str(action.value))
    if len(sources) != 1:
        message = f"copy: {action.value} matches {len(sources)} places; it must be one"
        raise _error("overlay-no-match", message, action)
    return clone(resolve(data, sources[0]))


def _outermost(pointers: list[Pointer]) -> list[Pointer]:
    """Leave out what lies inside of something that is removed anyway."""
    chosen = set(pointers)
    return [
        pointer
        for pointer in pointers
        if not any(pointer[:length] in chosen for length in range(len(pointer)))
    ]


def _merge(old: Any, new: Any, pointer: Pointer, action: Action) -> Any:
    """Merge as section 4.4.3.1 says: objects deeply, arrays by appending, scalars by replacing."""
    if isinstance(old, list):
        return [*old, *clone(new if isinstance(new, list) else [new])]
    if isinstance(old, dict) and isinstance(new, dict):
        merged = dict(old)
        for key, value in new.items():
            known = key in old
            merged[key] = _merge_entry(old[key], value, (*pointer, key), action) if known else value
        return merged
    if isinstance(old, dict) or isinstance(new, dict | list):
        kinds = f"{_kind(new)} does not fit {_kind(old)}"
        raise _error("overlay-invalid", f"{kinds} at {show(pointer)}", action)
    return new


def _merge_entry(old: Any, new: Any, pointer: Pointer, action: Action) -> Any:
    """Inside of an object, an array takes only an array."""
    if isinstance(old, list) and not isinstance(new, list):
        message = f"{_kind(new)} does not fit an array at {show(pointer)}"
        raise _error("overlay-invalid", message, action)
    return _merge(old, new, pointer, action)


def _changes(pointer: Pointer, old: Any, new: Any, action: Action) -> list[Edit]:
    """Name the smallest parts that change, so that the rest keeps its origin."""
    if isinstance(old, dict) and isinstance(new, dict):
        return [
            edit
            for key, value in new.items()
            for edit in _entry_changes(pointer, key, old, value, action)
        ]
    return [] if old == new else [Set(pointer, new, action.origin)]


def _entry_changes(
    pointer: Pointer, key: str, old: dict[str, Any], value: Any, action: Action
) -> list[Edit]:
    if key not in old:
        return [Set((*pointer, key), value, action.origin)]
    return _changes((*pointer, key), old[key], value, action)


def _kind(value: Any) -> str:
    if isinstance(value, dict):
        return "an object"
    return "an array" if isinstance(value, list) else "a scalar"


def _already_so(action: Action) -> Finding:
    return Finding(
        "overlay-without-effect",
        Severity.WARNING,
        f"{action.target} is already as the overlay wants it",
        action.origin,
        help="the source has been mended: remove this action",
    )


def _error(rule: str, message: str, action: Action) -> InputError:
    help = "correct the target, or remove the action if the source no longer needs it"
    return InputError(Finding(rule, Severity.ERROR, message, action.origin, help=help))
