"""Separates what a part of a document means from how it is described."""

from __future__ import annotations

import json
from typing import Any

from specquilt.openapi.kinds import LIST, MAP, Child, Kind, child_of, is_annotation

_UNORDERED = {"required", "enum", "type"}


def joint_annotations(kind: Kind, one: Any, other: Any) -> dict[str, Any]:
    """Return the annotations of two objects. The first object takes precedence."""
    found = dict(_annotations(kind, one))
    has_example = bool({"example", "examples"} & found.keys())
    for key, value in _annotations(kind, other):
        if not (has_example and key in ("example", "examples")):
            found.setdefault(key, value)
    return found


def _annotations(kind: Kind, value: Any) -> list[tuple[str, Any]]:
    entries = value.items() if isinstance(value, dict) else ()
    return [(key, item) for key, item in entries if is_annotation(kind, key)]


def bare(value: Any, kind: Kind) -> Any:
    """Return a value without annotations, with lists in order if their order means nothing.

    Two values with equal results mean the same.
    """
    if not isinstance(value, dict) or kind is Kind.VALUE:
        return value
    result = {
        key: _inner(key, item, child_of(kind, key))
        for key, item in value.items()
        if not is_annotation(kind, key)
    }
    parts = result.get("allOf")
    if kind is Kind.SCHEMA and len(result) == 1 and isinstance(parts, list) and len(parts) == 1:
        return parts[0]
    return result


def _inner(key: str, value: Any, child: Child | None) -> Any:
    if child is None:
        is_set = key in _UNORDERED and isinstance(value, list)
        return sorted(value, key=identity) if is_set else value
    if child.many == MAP and isinstance(value, dict):
        return {name: bare(item, child.kind) for name, item in value.items()}
    if child.many == LIST and isinstance(value, list):
        return [bare(item, child.kind) for item in value]
    return bare(value, child.kind)


def identity(value: Any) -> str:
    """Return a text that is equal for equal JSON values only: 1 is not true."""
    return json.dumps(value, sort_keys=True)
