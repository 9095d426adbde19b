"""What is left of a definition without what only describes it."""

from __future__ import annotations

from typing import Any

import pytest

from specquilt.merging.annotations import bare
from specquilt.openapi.kinds import Kind

TEXT = {"type": "string", "description": "A text"}
BARE = {"type": "string"}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"anyOf": [TEXT, TEXT]}, {"anyOf": [BARE, BARE]}),
        ({"properties": {"description": TEXT}}, {"properties": {"description": BARE}}),
        ({"items": TEXT}, {"items": BARE}),
        ({"enum": ["b", "a"]}, {"enum": ["a", "b"]}),
        ({"default": TEXT}, {"default": TEXT}),
        ({"allOf": [TEXT], "description": "Alone"}, BARE),
    ],
)
def test_descriptions_are_left_out_at_every_depth(value: Any, expected: Any) -> None:
    assert bare(value, Kind.SCHEMA) == expected
