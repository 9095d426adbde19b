"""The place that a pointer means when there are references on its way."""

from __future__ import annotations

import pytest

from specquilt.openapi.pointer import Pointer
from specquilt.validate.references import settled

ROOT = {
    "a": {"$ref": "#/b"},
    "b": {"$ref": "#/c"},
    "c": {"inner": {"x": 1}, "list": [{"$ref": "#/c"}]},
    "sibling": {"$ref": "#/c", "own": 1},
    "circle": {"$ref": "#/circle"},
    "responses": {"200": {}},
}


@pytest.mark.parametrize(
    ("pointer", "expected"),
    [
        (("c", "inner", "x"), ("c", "inner", "x")),
        (("a",), ("a",)),
        (("a", "inner", "x"), ("c", "inner", "x")),
        (("c", "list", 0, "inner"), ("c", "inner")),
        (("sibling", "own"), ("sibling", "own")),
        (("sibling", "inner"), ("c", "inner")),
        (("circle", "x"), ("circle", "x")),
        (("none", "x"), ("none", "x")),
        (("responses", 200), ("responses", "200")),
        (("responses", 404), ("responses", 404)),
    ],
)
def test_references_on_the_way_are_resolved(pointer: Pointer, expected: Pointer) -> None:
    assert settled(ROOT, pointer) == expected
