"""Where the keys that a finding covers are on its page."""

from __future__ import annotations

import pytest

from specquilt.openapi.coverage import Disagreement
from specquilt.openapi.finding import Finding, Severity
from specquilt.openapi.load.block import Block
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.provenance import Origin
from specquilt.validate.reported import _moved, _scope

BLOCK = Block("page.md", "", 7)


@pytest.mark.parametrize(
    ("on_page", "expected"),
    [
        (("paths", "/a", "get", "summary"), ("paths", "/a", "get", "tags")),
        (("get", "summary"), ("get", "tags")),
        (("summary",), ("tags",)),
    ],
)
def test_key_beside_a_finding_is_beside_it_on_the_page(on_page: Pointer, expected: Pointer) -> None:
    assert spot(on_page, ("paths", "/a", "get", "tags")) == ("page.md", 7, expected)


def test_key_far_from_a_finding_has_no_part_of_its_place() -> None:
    elsewhere = ("components", "schemas", "A")
    assert spot(("get", "summary"), elsewhere) == ("page.md", 7, elsewhere)


@pytest.mark.parametrize(
    ("keyword", "length"),
    [("type", 4), (Disagreement.TAGS, 1), (Disagreement.PARAMETERS, 2)],
)
def test_names_disagree_among_all_tags_or_in_one_path(keyword: str, length: int) -> None:
    pointer = ("paths", "/a", "get", "parameters")
    assert _scope(keyword, pointer) == pointer[:length]


def spot(on_page: Pointer, pointer: Pointer) -> object:
    origin = Origin(BLOCK, on_page)
    pointer_of_finding = ("paths", "/a", "get", "summary")
    finding = Finding("a-rule", Severity.WARNING, "Text", origin, pointer_of_finding)
    return _moved(finding, origin, pointer)
