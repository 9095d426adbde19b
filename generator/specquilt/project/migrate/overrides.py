"""Overrides and overlays of a configuration, as changes to the API document."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from specquilt.openapi.document import Document, clone
from specquilt.openapi.finding import InputError
from specquilt.openapi.kinds import METHODS
from specquilt.openapi.load.block import Block
from specquilt.openapi.load.decode import text_of
from specquilt.openapi.plural import counted
from specquilt.openapi.values import mapping
from specquilt.project.migrate.plan import Wish


def override(data: dict[str, Any], wish: Wish) -> str:
    """Merge a file of overrides into the document, as Fern does: its values take precedence.

    Operations that the document does not have are left out.
    """
    path = Path(wish.value)
    given = Block(path.as_posix(), text_of(path)).load()
    if not isinstance(given, dict):
        return "not a mapping"
    merged = _merged(data, {**given, "paths": _known(data, mapping(given.get("paths")))})
    data.clear()
    data.update(merged)
    return ""


def overlay(data: dict[str, Any], wish: Wish) -> str:
    """Apply the actions of an overlay that match."""
    from specquilt.overlay import apply, read

    document, failed = Document(clone(data)), 0
    for action in read.read(Path(wish.value)).actions:
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


def _merged(old: Any, new: Any) -> Any:
    if isinstance(old, dict) and isinstance(new, dict):
        both = {key: _merged(old.get(key), value) for key, value in new.items()}
        return {key: value for key, value in {**old, **both}.items() if value is not None}
    if _has_objects(old) and _has_objects(new):
        return [*map(_merged, old, new), *old[len(new) :], *clone(new[len(old) :])]
    return clone(new)


def _has_objects(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, dict) for each in value)
