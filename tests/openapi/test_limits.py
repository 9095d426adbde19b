"""The limits of the JSON parser. A text that exceeds one is left to the YAML parser."""

from __future__ import annotations

import pytest

from specquilt.openapi.load import json_loader


def is_read(text: str, depth: int, values: int) -> bool:
    try:
        json_loader.load(text, depth, values)
    except json_loader.NotPlain:
        return False
    return True


@pytest.mark.parametrize(
    ("text", "values"), [("[]", 1), ("[1, 2]", 3), ('{"a": {"b": 1}, "c": []}', 4)]
)
def test_every_value_counts(text: str, values: int) -> None:
    assert is_read(text, 9, values)
    assert not is_read(text, 9, values - 1)


@pytest.mark.parametrize(("text", "depth"), [("[]", 0), ("[1, [2]]", 1), ('{"a": [{"b": 1}]}', 2)])
def test_every_level_counts(text: str, depth: int) -> None:
    assert is_read(text, depth, 99)
    assert depth == 0 or not is_read(text, depth - 1, 99)
