"""A version is read as the one that is meant."""

from __future__ import annotations

from typing import Any

import pytest

from specquilt.openapi.version import meant, stated


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("3.0.0", "3.0.0"),
        ("3.0.3-rc1", "3.0.3-rc1"),
        ("3.1.10", "3.1.10"),
        ("3.2.0", "3.2.0"),
        ("3.0", "3.0.3"),
        ("3.1", "3.1.0"),
        ("3.2", "3.2.0"),
        ("v3.1", "3.1.0"),
        ("3.0.10", "3.0.3"),
        ("3.1.x", "3.1.0"),
        ("3", "3.0.3"),
        ("latest", "3.0.3"),
        (3.1, "3.1.0"),
        (3, "3.0.3"),
        (None, "3.0.3"),
    ],
)
def test_a_version_is_completed(written: object, read: str) -> None:
    assert meant(written) == read


@pytest.mark.parametrize(
    ("data", "version"),
    [
        ({"openapi": "3.1.0"}, "3.1.0"),
        ({"OpenAPI": "3.1.0"}, "3.1.0"),
        ({"OPENAPI": "3.0.0", "openapi": "3.1.0"}, "3.1.0"),
        ({"swagger": "3.0"}, "3.0"),
        ({"swagger": "2.0"}, None),
        ({"swagger": "2.0", "openapi": "3.0.0"}, "3.0.0"),
        ({"info": {}, 3: 4}, None),
    ],
)
def test_a_version_is_found_under_keys_that_are_nearly_right(
    data: dict[Any, Any], version: object
) -> None:
    assert stated(data) == version
