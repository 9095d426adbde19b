"""The location of a pointer in a text, which is also found if only a parent of it exists."""

from __future__ import annotations

import pytest

from specquilt.openapi.load import yaml_loader

YAML = "paths:\n  /a:\n    get: 1\n    tags:\n      - one\n"
JSON = '{\n"paths": {\n"/a": {\n"get": 1,\n"tags": [\n"one"]}}}'


@pytest.mark.parametrize("text", [YAML, JSON], ids=["yaml", "json"])
@pytest.mark.parametrize(
    ("pointer", "line"),
    [
        (("paths", "/a", "get"), 3),
        (("paths", "/a", "tags", 0), 5),
        (("paths", "/b"), 1),
        (("paths", "/b", "/a"), 1),
        (("paths", "/a", "put", "get"), 2),
        (("paths", "/a", "tags", 1), 4),
        (("paths", "/a", "tags", 7, 0), 4),
    ],
)
def test_missing_part_has_the_location_of_its_nearest_parent(
    text: str, pointer: tuple[str | int, ...], line: int
) -> None:
    found, _ = yaml_loader.locate(text, pointer)
    assert found == line + (text is JSON)
