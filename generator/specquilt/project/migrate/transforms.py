"""Transforms of a Stainless configuration, as changes to the API document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from specquilt.openapi.document import Document, clone
from specquilt.openapi.edits import Edit, Remove, Set, edit_in_place
from specquilt.openapi.pointer import Pointer, exists, resolve
from specquilt.openapi.values import listing, mapping
from specquilt.overlay.merge_value import Incompatible, merge_into_target
from specquilt.project.migrate.plan import PlanStep

_STEP = "transform"

Command = Callable[[dict[str, Any], Pointer, dict[str, Any]], Iterator[Edit]]


def transform(data: dict[str, Any], step: PlanStep) -> str:
    """Apply one transform: a command with its arguments."""
    command = COMMANDS.get(step.subject)
    if not command:
        return "a transform that specquilt does not know: write it as an overlay"
    try:
        targets = _targets(data, step.value.get("target"))
        edits = [edit for at in targets for edit in command(data, at, step.value)]
        edit_in_place(Document(data), [(_STEP, edit) for edit in edits])
    except (Incompatible, LookupError):
        return "a transform that does not fit the API document"
    return "" if edits else "a transform that matches nothing in the API document"


def _remove(data: dict[str, Any], at: Pointer, arguments: dict[str, Any]) -> Iterator[Edit]:
    keys = [key for key in listing(arguments.get("keys")) if isinstance(key, str)]
    places = [(*at, key) for key in keys] if keys else [at] if at else []
    yield from (Remove(place) for place in places if exists(data, place))


def _update(_data: dict[str, Any], at: Pointer, arguments: dict[str, Any]) -> Iterator[Edit]:
    if at and "value" in arguments:
        yield Set(at, clone(arguments["value"]))


def _merge(data: dict[str, Any], at: Pointer, arguments: dict[str, Any]) -> Iterator[Edit]:
    new = mapping(arguments.get("value")) or mapping(arguments.get("object"))
    if at and new:
        yield Set(at, merge_into_target(resolve(data, at), new, at))


COMMANDS: dict[str, Command] = {
    "remove": _remove,
    "update": _update,
    "merge": _merge,
    "mergeObject": _merge,
}


def _targets(data: dict[str, Any], given: Any) -> list[Pointer]:
    """Return the pointers that one or several JSONPaths match, the innermost first."""
    import jsonpath_rfc9535

    found: list[Pointer] = []
    for path in [given] if isinstance(given, str) else listing(given):
        try:
            nodes = jsonpath_rfc9535.find(str(path), data)
        except (jsonpath_rfc9535.JSONPathError, RecursionError):
            continue
        found += [tuple(node.location) for node in nodes]
    return sorted(dict.fromkeys(found), key=len, reverse=True)
