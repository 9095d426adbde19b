"""A value of the wrong type at any pointer is harmless, unless it leads out of the document."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hostile.conftest import Count
from hostile.factory import package_of
from specquilt.openapi.document import clone
from specquilt.openapi.load import yaml_loader
from specquilt.openapi.pointer import Pointer, resolve

WHOLE = Path(__file__).parents[1] / "rules" / "clean.yaml"
CLEAN: dict[str, Any] = yaml_loader.load(WHOLE.read_text(encoding="utf-8"))
STRANGE: tuple[Any, ...] = (
    None,
    True,
    7,
    1.5,
    "",
    "text",
    [],
    [None],
    {},
    {"": None},
    {"$ref": 3},
    {"$ref": "#"},
    {"$ref": "#/info"},
    {"$ref": "#/components/schemas/Quilt"},
    {"$ref": "#/paths/~1quilts/post/requestBody"},
    {"x-a": {"$ref": "http://elsewhere.test"}},
)
EVERY = [480, pytest.param(3, marks=pytest.mark.long)]
"""Each value is tested at some pointers only, to keep the tests fast."""


def places(value: Any, pointer: Pointer = ()) -> Iterator[Pointer]:
    """Yield the pointers of all values inside a value."""
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        yield (*pointer, key)
        if isinstance(item, dict | list):
            yield from places(item, (*pointer, key))


@pytest.mark.parametrize("every", EVERY)
@pytest.mark.parametrize("strange", STRANGE, ids=repr)
def test_unexpected_value_at_any_pointer_is_harmless(
    strange: Any, every: int, tmp_path: Path, count: Count
) -> None:
    for place in list(places(CLEAN))[STRANGE.index(strange) % every :: every]:
        data = clone(CLEAN)
        resolve(data, place[:-1])[place[-1]] = clone(strange)
        files = package_of(
            data, "api", tmp_path, {"external-reference", "missing-file", "not-openapi-3"}
        )
        count("shapes", "refused" if files is None else "made")
