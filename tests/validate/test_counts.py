"""Documents that have too much of something."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from specquilt.openapi.document import Document
from specquilt.openapi.limits import DEFAULTS
from specquilt.validate.limits import excessive

_PARTS = "schemas in one allOf, anyOf, oneOf or prefixItems"


def messages(data: dict[str, Any]) -> list[str]:
    return [finding.message for finding in excessive(Document(data))]


@pytest.mark.parametrize(
    ("count", "expected"),
    [(5_000, []), (5_001, ["more than 5,000 paths", "more than 5,000 operations"])],
)
def test_paths_and_operations_are_counted(count: int, expected: list[str]) -> None:
    paths: dict[str, Any] = {f"/{number}": {"get": {}} for number in range(count)}
    assert messages({"paths": paths}) == expected


def test_excess_is_found_at_the_first_path_that_is_one_too_many() -> None:
    paths: dict[str, Any] = {f"/{number}": {"get": {}} for number in range(5)}
    limits = {**DEFAULTS, "paths": 2}
    found = {
        factor: [
            finding.pointer for finding in excessive(Document({"paths": paths}), limits, factor)
        ]
        for factor in (1, 2, 3)
    }
    assert found == {1: [("paths", "/2")], 2: [("paths", "/4")], 3: []}


@pytest.mark.parametrize(
    ("most", "what", "document"),
    [
        (1_000, "servers", lambda many: {"servers": many}),
        (5_000, "tags", lambda many: {"tags": many}),
        (8_000, "named schemas", lambda many: {"components": {"schemas": dict(enumerate(many))}}),
        (
            1_500,
            "properties in one object",
            lambda many: schema({"properties": dict(enumerate(many))}),
        ),
        (5_000, "values in one enum", lambda many: schema({"enum": many})),
        (1_500, _PARTS, lambda many: schema({"allOf": many})),
        (1_000, "parameters of one operation", lambda many: operation({"parameters": many})),
        (500, "tags of one operation", lambda many: operation({"tags": many})),
    ],
)
def test_parts_are_counted(most: int, what: str, document: Callable[[list[Any]], Any]) -> None:
    assert messages(document([{}] * most)) == []
    assert messages(document([{}] * (most + 1))) == [f"more than {most:,} {what}"]


def schema(value: dict[str, Any]) -> dict[str, Any]:
    return {"components": {"schemas": {"A": value}}}


def operation(value: dict[str, Any]) -> dict[str, Any]:
    return {"paths": {"/a": {"get": value}}}
