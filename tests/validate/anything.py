"""Values to put anywhere into a document."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from hypothesis import strategies as st

SOMETHING = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-1, 9),
    st.sampled_from(["", "string", "path", "query", "#/components/schemas/Quilt"]),
    st.just({}),
    st.just([]),
    st.just({"type": "object", "properties": {"a": {"type": 3}}}),
    st.just([{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}]),
)


def places(value: Any, at: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Return the place of everything in a document."""
    items: Iterable[tuple[str | int, Any]] = value.items() if isinstance(value, dict) else ()
    items = enumerate(value) if isinstance(value, list) else items
    return [at, *(place for key, item in items for place in places(item, (*at, key)))]
