"""Applies the actions of an overlay, in order, strictly.

The standard lets an action that matches nothing pass. Here it is an error: most often the
vendor has changed the page, and the correction does no longer do what its author believes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from specquilt.openapi.document import Document, clone, copied
from specquilt.openapi.edits import Edit, Remove, Set, edit_in_place
from specquilt.openapi.finding import Finding, InputError, Severity
from specquilt.openapi.pointer import Pointer, exists, resolve, show
from specquilt.overlay.merge import Incompatible, kind, merge_into_target, repeated_arrays, same
from specquilt.overlay.read import Action


def apply(document: Document, actions: Iterable[Action]) -> tuple[Document, list[Finding]]:
    """Apply the actions one after another.

    Raises:
        InputError: a target matches nothing or is no JSONPath, or a value does not fit.
    """
    changed, findings, taken = copied(document), list[Finding](), dict[Pointer, Any]()
    for action in actions:
        targets = _targets(changed.data, action)
        value = _value(changed.data, action)
        findings.extend(_repetitions(changed.data, action, targets, value))
        edits = _edits(changed.data, action, targets, value)
        removed = {edit.pointer: _at(changed, edit) for edit in edits if isinstance(edit, Remove)}
        edit_in_place(changed, [(action.step, edit) for edit in edits])
        if not edits or _is_put_back(changed.data, taken):
            findings.append(_already_so(action))
        taken = removed
    return changed, findings


def _at(document: Document, edit: Remove) -> Any:
    return resolve(document.data, edit.pointer)


def _is_put_back(data: dict[str, Any], taken: dict[Pointer, Any]) -> bool:
    """Say whether an action restores what the one before it removed: the idiom for arrays."""
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
        message = f"{action.target} matches {' and '.join(kinds)}; an action wants one kind"
        raise _error("overlay-invalid", message, action)
    if action.kind == "remove" and () in targets:
        raise _error("overlay-invalid", "the document itself cannot be removed", action)
    return targets


def _find(data: dict[str, Any], action: Action, path: str) -> list[Pointer]:
    import jsonpath_rfc9535

    try:
        nodes = jsonpath_rfc9535.find(path, data)
    except (jsonpath_rfc9535.JSONPathError, RecursionError):
        raise _error("overlay-invalid", f"{path} is no JSONPath of RFC 9535", action) from None
    return list(dict.fromkeys(tuple(node.location) for node in nodes))


def _value(data: dict[str, Any], action: Action) -> Any:
    """Return what is to be merged; a copy is taken before anything changes."""
    if action.kind != "copy":
        return action.value
    sources = _find(data, action, str(action.value))
    if len(sources) != 1:
        message = f"copy: {action.value} matches {len(sources)} places; it must be one"
        raise _error("overlay-no-match", message, action)
    return clone(resolve(data, sources[0]))


def _edits(data: dict[str, Any], action: Action, targets: list[Pointer], value: Any) -> list[Edit]:
    """Turn an action into edits; an edit that changes nothing is none."""
    if action.kind == "remove":
        return [Remove(pointer) for pointer in _outermost(targets)]
    edits: list[Edit] = []
    for pointer in targets:
        merged = _merged(data, pointer, value, action)
        edits.extend(_changes(pointer, resolve(data, pointer), merged, action))
    return edits


def _merged(data: dict[str, Any], pointer: Pointer, value: Any, action: Action) -> Any:
    try:
        return merge_into_target(resolve(data, pointer), value, pointer)
    except Incompatible as error:
        raise _error("overlay-invalid", str(error), action) from None


def _outermost(pointers: list[Pointer]) -> list[Pointer]:
    """Leave out what lies inside of something that is removed anyway."""
    chosen = set(pointers)
    return [
        pointer
        for pointer in pointers
        if not any(pointer[:length] in chosen for length in range(len(pointer)))
    ]


def _changes(pointer: Pointer, old: Any, new: Any, action: Action) -> Iterator[Edit]:
    """Name the smallest parts that change, so that the rest keeps its origin."""
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
    """Arrays only ever grow: what upstream has added meanwhile would stand there twice."""
    for target in targets if action.kind != "remove" else ():
        for pointer in repeated_arrays(resolve(data, target), value, target):
            message = f"{show(pointer)} has what the overlay appends; now it is there twice"
            yield _without_effect(action, message)


def _already_so(action: Action) -> Finding:
    return _without_effect(action, f"{action.target} is already as the overlay wants it")


def _without_effect(action: Action, message: str) -> Finding:
    advice = "the source has been mended: remove this action"
    return Finding("overlay-without-effect", Severity.WARNING, message, action.origin, help=advice)


def _error(rule: str, message: str, action: Action) -> InputError:
    advice = "correct the target, or remove the action if the source no longer needs it"
    return InputError(Finding(rule, Severity.ERROR, message, action.origin, help=advice))
