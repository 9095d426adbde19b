"""Overrides and overlays of a configuration, as changes to the API document."""

from __future__ import annotations

from typing import Any

from specquilt.openapi.document import Document, clone
from specquilt.openapi.finding import InputError
from specquilt.openapi.kinds import METHODS
from specquilt.openapi.load.block import Block
from specquilt.openapi.load.decode import text_of
from specquilt.openapi.plural import counted
from specquilt.openapi.values import mapping
from specquilt.project.migrate.plan import PlanStep

_HOLDERS_OF_MAPPINGS = ("properties", "schemas", "paths", "responses", "parameters", "content")


def override(data: dict[str, Any], step: PlanStep) -> str:
    """Merge a file of overrides into the document, as Fern does: its values take precedence.

    Operations that the document does not have are left out, and values of another shape.
    """
    given = Block(step.value.as_posix(), text_of(step.value)).load()
    if not isinstance(given, dict):
        return "not a mapping"
    known = {**given, "paths": _known(data, mapping(given.get("paths")))}
    misfits: list[str] = []
    merged = _merged(data, known, "", misfits)
    data.clear()
    data.update(merged)
    count = counted(len(misfits), "value")
    return f"{count} of another shape than OpenAPI's; the others are used" if misfits else ""


def overlay(data: dict[str, Any], step: PlanStep) -> str:
    """Apply the actions of an overlay that match."""
    from specquilt.overlay import apply, read

    document, failed = Document(clone(data)), 0
    for action in read.read(step.value).actions:
        try:
            document, _ = apply.apply(document, [action])
        except InputError:
            failed += 1
    data.clear()
    data.update(document.data)
    return f"{counted(failed, 'action')} without a match; the others are used" if failed else ""


def _known(data: dict[str, Any], paths: dict[str, Any]) -> dict[str, Any]:
    """Return the part of overridden paths that the document has, or that is complete."""
    have = mapping(data.get("paths"))
    return {
        path: {
            key: value
            for key, value in mapping(item).items()
            if key not in METHODS or key in mapping(have.get(path)) or "responses" in mapping(value)
        }
        for path, item in paths.items()
        if path in have or any("responses" in mapping(each) for each in mapping(item).values())
    }


def _merged(old: Any, new: Any, name: str, misfits: list[str]) -> Any:
    """Return a value with what overrides it; what does not fit is left out, and noted by its name."""
    if isinstance(old, dict) and isinstance(new, dict):
        fitting = {key: value for key, value in new.items() if _fits(old.get(key), value, name)}
        misfits.extend(new.keys() - fitting.keys())
        both = {key: _merged(old.get(key), each, key, misfits) for key, each in fitting.items()}
        return {key: value for key, value in {**old, **both}.items() if value is not None}
    if _has_objects(old) and _has_objects(new):
        pairs = [_merged(*pair, name, misfits) for pair in zip(old, new, strict=False)]
        return [*pairs, *old[len(new) :], *clone(new[len(old) :])]
    return clone(new)


def _fits(old: Any, new: Any, holder: str) -> bool:
    """Return whether a value may replace another one, or be a new one of its holder."""
    if holder in _HOLDERS_OF_MAPPINGS and not isinstance(new, dict | None):
        return False
    return new is None or not isinstance(old, dict | list) or type(old) is type(new)


def _has_objects(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, dict) for each in value)
