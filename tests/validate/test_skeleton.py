"""What the slow validator is shown: no more than what may be invalid."""

from __future__ import annotations

from typing import Any

import pytest

from specquilt.openapi.coverage import Disagreement
from specquilt.openapi.pointer import Pointer
from specquilt.validate.skeleton import skeleton, suspected_parts
from specquilt.validate.violation import Violation

DOCUMENT: dict[str, Any] = {
    "openapi": "3.1.0",
    "paths": {"/a": {"get": {}}, "/b": {"get": {}}},
    "components": {"schemas": {"A": {"type": "x"}, "B": {"type": "y"}}, "responses": {"R": {}}},
}


def shown(*places: Pointer, keyword: str = "type") -> dict[str, Any]:
    return suspected_parts(DOCUMENT, [Violation(place, "", keyword) for place in places])


def test_only_the_suspected_path_is_shown() -> None:
    found = shown(("paths", "/a", "get", "responses"))
    assert found["paths"] == {"/a": {"get": {}}}
    assert found["components"] == {"schemas": {"A": {}, "B": {}}, "responses": {"R": {}}}


def test_only_the_suspected_schema_is_shown() -> None:
    found = shown(("components", "schemas", "B", "type"))
    assert found["paths"] == {}
    assert found["components"]["schemas"] == {"A": {}, "B": {"type": "y"}}


@pytest.mark.parametrize(
    ("place", "keyword"),
    [
        ((), "type"),
        (("components", "responses", "R", "description"), "type"),
        (("paths", "/a", "get", "operationId"), Disagreement.OPERATION_IDS),
    ],
)
def test_everything_is_shown_for_what_any_path_may_refer_to(place: Pointer, keyword: str) -> None:
    assert shown(place, keyword=keyword) == DOCUMENT


def test_one_value_of_an_enum_is_shown() -> None:
    schema = {"enum": ["x", "y", "z"], "description": "long"}
    found = skeleton({"openapi": "3.1.0", "components": {"schemas": {"A": schema}}})
    assert found["components"]["schemas"]["A"] == {"enum": ["x"]}
