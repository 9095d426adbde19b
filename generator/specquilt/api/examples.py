"""Examples of values in a document."""

from __future__ import annotations

from typing import Any

from specquilt.openapi.cursor import Cursor


def example_of(*places: Cursor) -> Any:
    """Return the first example of a parameter, media type or schema. None if there is none."""
    found = (_example(place) for place in places)
    return next((value for value in found if value is not None), None)


def _example(place: Cursor) -> Any:
    own = place.get("example")
    if own is not None:
        return own
    listed = place.get("examples")
    if isinstance(listed, list):
        return next(iter(listed), None)
    first = place.resolve(next(iter(listed.values()), None)) if isinstance(listed, dict) else None
    return first.get("value") if isinstance(first, dict) else None
