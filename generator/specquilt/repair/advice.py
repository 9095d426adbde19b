"""How a user goes on after a repair: an overlay action to paste, or the operation to exclude."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from typing import Any, Final

from specquilt.openapi.dump import to_yaml
from specquilt.openapi.json_path import json_path
from specquilt.openapi.kinds import Kind, object_at
from specquilt.openapi.pointer import Pointer, exists, resolve
from specquilt.openapi.references import local_pointer

_LONGEST = 400
"""Characters of an action that is still read; a longer one would hide the message."""

_BLANKS: Final[dict[Kind, Any]] = {
    Kind.SCHEMA: {"type": "object"},
    Kind.RESPONSE: {"description": ""},
    Kind.REQUEST_BODY: {"content": {"application/json": {"schema": {"type": "object"}}}},
    Kind.MEDIA_TYPE: {"schema": {"type": "object"}},
    Kind.PARAMETER: {"name": "name", "in": "query", "schema": {"type": "string"}},
    Kind.HEADER: {"schema": {"type": "string"}},
    Kind.SECURITY_SCHEME: {"type": "http", "scheme": "bearer"},
    Kind.SERVER: {"url": "https://example.com"},
    Kind.TAG: {"name": "name"},
}
"""The shortest objects that say something, for the user to complete."""


def corrected(place: Pointer, value: Any) -> str:
    """Return how to correct a value that was read as another one."""
    key = place[-1] if place else ""
    if not place or (isinstance(key, int) and not isinstance(value, dict)):
        return ""
    update = (place, value) if isinstance(key, int) else (place[:-1], {key: value})
    before = [_removal(place)] if isinstance(value, list) else []
    return _pasted("if that is not what is meant", [*before, _update(*update)])


def replaced(place: Pointer) -> str:
    """Return how to write an object that was left out before overlays are applied."""
    kind, holder = object_at(place)
    value = _BLANKS.get(kind) if holder == place else None
    if value is None:
        return f"correct it in the source, or set {json_path(place)} in an overlay"
    key = place[-1]
    update = [value] if isinstance(key, int) else {key: value}
    return _pasted("to keep it, with its real content", [_update(place[:-1], update)])


def removed(place: Pointer) -> str:
    """Return how to remove what is not valid, so that it is not reported again."""
    return _pasted("to remove it", [_removal(place)])


def defined(data: dict[str, Any], reference: Any, holder: Pointer) -> str:
    """Return how to define what a reference refers to, or how to remove the reference."""
    place = local_pointer(reference)
    kind, found = object_at(place) if place else (Kind.VALUE, ())
    value = _BLANKS.get(kind) if found == place else None
    if not place or value is None or exists(data, place):
        return removed((*holder, "$ref"))
    above = place[:-1]
    value = {place[-1]: value}
    while not exists(data, above):
        above, value = above[:-1], {above[-1]: value}
    if not isinstance(resolve(data, above), dict):
        return removed((*holder, "$ref"))
    return _pasted("to define it, with its real content", [_update(above, value)])


def without(operation: str) -> str:
    """Return how to go on without an operation (``METHOD /path``)."""
    return f"or leave the operation out: --exclude {shlex.quote(operation)}" if operation else ""


def _removal(place: Pointer) -> dict[str, Any]:
    return {"target": json_path(place), "remove": True}


def _update(place: Pointer, value: Any) -> dict[str, Any]:
    return {"target": json_path(place), "update": value}


def _pasted(purpose: str, actions: list[dict[str, Any]]) -> str:
    text = "".join(_items(actions)).rstrip()
    if len(text) > _LONGEST:
        return f"{purpose}, change {actions[-1]['target']} in an overlay"
    return f"{purpose}, add to the actions of an overlay:\n{text}"


def _items(actions: list[dict[str, Any]]) -> Iterator[str]:
    for action in actions:
        first, *others = to_yaml(action).splitlines(keepends=True)
        yield f"- {first}"
        yield from (f"  {line}" for line in others)
