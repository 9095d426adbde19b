"""The order of keys, which means nothing in a document, but decides between equal names of classes."""

from __future__ import annotations

from typing import Any


def ordered_like(old: Any, new: Any) -> Any:
    """Return a new value with its keys in the order of the old one; further keys follow."""
    if isinstance(old, dict) and isinstance(new, dict):
        common = [key for key in old if key in new]
        order = [*common, *(key for key in new if key not in old)]
        return {key: ordered_like(old.get(key), new[key]) for key in order}
    if isinstance(old, list) and isinstance(new, list):
        pairs = zip(old, new, strict=False)
        return [*(ordered_like(one, other) for one, other in pairs), *new[len(old) :]]
    return new
