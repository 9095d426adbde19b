"""Rules never raise an error, however malformed a document is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from specquilt.openapi.document import Document, clone
from specquilt.openapi.load import yaml_loader
from specquilt.openapi.pointer import Pointer, resolve
from specquilt.rules.engine.book import fix, lint

CLEAN: dict[str, Any] = yaml_loader.load(
    Path(__file__).with_name("clean.yaml").read_text(encoding="utf-8")
)
PLACES_EACH = 4
"""Each strange value is tested at every fourth place, to keep the suite fast."""
STRANGE: tuple[Any, ...] = (
    None,
    True,
    7,
    "text",
    "",
    [],
    [None],
    [[]],
    [{}],
    {},
    {"": None},
    {"$ref": "#/"},
)
LOOPS: tuple[dict[str, Any], ...] = (
    {"$ref": "#/components/schemas/Loop"},
    {"allOf": [{"$ref": "#/components/schemas/Loop"}]},
    {"anyOf": [{"$ref": "#/components/schemas/Loop"}] * 9},
    {"type": "array", "items": {"$ref": "#/components/schemas/Loop"}},
)


def places(value: Any, pointer: Pointer = ()) -> Iterator[Pointer]:
    """Yield the pointers of all values in a value."""
    entries = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in entries:
        yield (*pointer, key)
        if isinstance(item, dict | list):
            yield from places(item, (*pointer, key))


def _some_places(strange: Any) -> list[Pointer]:
    return list(places(CLEAN))[STRANGE.index(strange) % PLACES_EACH :: PLACES_EACH]


@pytest.mark.parametrize("strange", STRANGE, ids=repr)
def test_strange_value_at_any_place_raises_no_error(strange: Any) -> None:
    for place in _some_places(strange):
        data = clone(CLEAN)
        resolve(data, place[:-1])[place[-1]] = clone(strange)
        lint(Document(data))


@pytest.mark.parametrize("strange", STRANGE, ids=repr)
def test_fixes_of_strange_values_are_final(strange: Any) -> None:
    for place in _some_places(strange)[::3]:
        data = clone(CLEAN)
        resolve(data, place[:-1])[place[-1]] = clone(strange)
        fixed, _ = fix(Document(data))
        assert fix(fixed)[0] == fixed


@pytest.mark.parametrize("loop", LOOPS, ids=str)
def test_recursive_schema_raises_no_error(loop: dict[str, Any]) -> None:
    data = clone(CLEAN)
    data["components"]["schemas"]["Loop"] = {**loop, "default": [[[]]]}
    for name in ("Quilt", "Patch", "Square"):
        data["components"]["schemas"][name]["allOf"] = [loop, loop]
    fix(Document(data))
