"""The comparison of responses finds every type of difference."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from wire.differences import differences

NOON = datetime(2024, 1, 2, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("decoded", "answered"),
    [
        ({"a": [1, "x", None]}, {"a": [1.0, "x", None]}),
        ({"at": NOON}, {"at": "2024-01-02T13:00:00+01:00"}),
        ({}, {}),
    ],
)
def test_equal_values_have_no_differences(decoded: Any, answered: Any) -> None:
    assert list(differences(decoded, answered)) == []


@pytest.mark.parametrize(
    ("decoded", "answered", "line"),
    [
        ({}, {"a": None}, "/a: was lost"),
        ({"a": None}, {}, "/a: was invented"),
        ({"a": {"b": 1}}, {"a": {"b": 2}}, "/a/b: 2 became 1"),
        ({"a": [1]}, {"a": [1, 2]}, "/a: 2 items became 1"),
        ({"a": [1, 3]}, {"a": [1, 2]}, "/a/1: 2 became 3"),
        ({"a": True}, {"a": 1}, "/a: 1 became True"),
        ({"a": "1"}, {"a": 1}, "/a: 1 became '1'"),
        ({"a": []}, {"a": {}}, "/a: {} became []"),
        (
            {"at": NOON},
            {"at": "2024-01-02T12:00:01Z"},
            "/at: '2024-01-02T12:00:01Z' became " + repr(NOON),
        ),
    ],
)
def test_difference_is_reported_with_its_pointer(decoded: Any, answered: Any, line: str) -> None:
    assert list(differences(decoded, answered)) == [line]
