"""Resources inside of resources: how deep, and the names of their modules."""

from __future__ import annotations

import pytest

from api.small import OK, methods, package
from specquilt.python.surface.types import ResourceClass


@pytest.mark.parametrize("key", ["tags", "x-specquilt-call"])
def test_resources_are_nested_in_few_levels(key: str) -> None:
    deep = ["a", *"b" * 1500]
    spec = {"tags": ["/".join(deep)]} if key == "tags" else {key: ".".join([*deep, "get"])}
    surface, _ = package({"/a": {"get": {"responses": OK, "operationId": "get"} | spec}})
    (method,) = methods(surface)
    assert len(method.resource) == 8
    assert method.resource[:3] == ("a", "b", "b")
    assert all(len(module) <= 100 for module in _modules(surface.root))


def test_modules_of_long_nested_resources_have_names_that_files_can_have() -> None:
    hint = ".".join(letter * 90 for letter in "abc") + ".get"
    surface, _ = package({"/a": {"get": {"responses": OK, "x-specquilt-call": hint}}})
    found = _modules(surface.root)
    assert len(set(found)) == len(found) == 4
    assert all(len(module) <= 105 for module in found)


def _modules(resource: ResourceClass) -> list[str]:
    return [resource.module, *(name for child in resource.children for name in _modules(child))]
