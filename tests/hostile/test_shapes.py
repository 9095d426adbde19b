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

TESTS = Path(__file__).parents[1]


def _read(path: str) -> dict[str, Any]:
    data: dict[str, Any] = yaml_loader.load((TESTS / path).read_text(encoding="utf-8"))
    return data


CLEAN = _read("rules/clean.yaml")
OTHERS = {
    "Swagger 2.0": _read("cases/input/swagger_2_is_converted/in/api.yaml"),
    "Swagger 2.0 in OpenAPI 3": _read("cases/input/swagger_parts_in_openapi_3/in/api.yaml"),
    "paths of one item": _read("cases/references/path_item_of_another_path/in/api.yaml"),
    "credentials as headers": yaml_loader.load("""
        openapi: 3.1.0
        info: {title: Quilts, version: "1"}
        paths:
          /quilts:
            get:
              operationId: list_quilts
              parameters: [{name: Authorization, in: header, schema: {type: string}}]
              responses: {'204': {description: Done}}
        components:
          securitySchemes:
            basicAuth: {type: http, scheme: basic}
    """),
}
"""Documents that are converted, or that rules rewrite much of."""
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
MOST_OF_OTHERS = [30, pytest.param(1_300, marks=pytest.mark.long)]
MAY_REFUSE = frozenset(("external-reference", "missing-file", "not-openapi-3"))


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
        files = package_of(_with(CLEAN, place, strange), "api", tmp_path, MAY_REFUSE)
        count("shapes", "refused" if files is None else "made")


@pytest.mark.parametrize("most", MOST_OF_OTHERS)
@pytest.mark.parametrize("name", OTHERS)
def test_unexpected_value_at_any_pointer_of_a_document_to_rewrite_is_harmless(
    name: str, most: int, tmp_path: Path, count: Count
) -> None:
    tried = [(place, strange) for place in places(OTHERS[name]) for strange in STRANGE]
    every = len(tried) // most | 1  # odd, so that each place meets other values
    for place, strange in tried[::every]:
        data = _with(OTHERS[name], place, strange)
        files = package_of(data, "api", tmp_path, MAY_REFUSE)
        count(f"shapes of {name}", "refused" if files is None else "made")


def _with(data: dict[str, Any], place: Pointer, strange: Any) -> dict[str, Any]:
    changed: dict[str, Any] = clone(data)
    resolve(changed, place[:-1])[place[-1]] = clone(strange)
    return changed
