"""The laws hold for real documents, and for the pages of real vendors."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conservation.client import talk
from conservation.laws import LAWS
from corpus.vendors import ABSENT, VENDORS, Vendor
from documents.corpus import EXAMPLES, Example
from specquilt.openapi.load.lines import split
from specquilt.sources.read import ReadPages, read

_MARKER = re.compile(r"""\s*(openapi\s*:\s*["']?3|.*["']openapi["']\s*:\s*["']3)""")
_IDS = [vendor.name for vendor in VENDORS]
_DOCUMENTS = [
    pytest.param(each, id=each.name, marks=[pytest.mark.long] if each.long else [])
    for each in EXAMPLES
]


@pytest.mark.parametrize("example", _DOCUMENTS)
def test_nothing_of_a_document_is_lost(example: Example, tmp_path: Path) -> None:
    with talk(example.path, tmp_path / "client") as found:
        for law in LAWS:
            law(found)


@pytest.mark.long
@pytest.mark.parametrize("vendor", VENDORS, ids=_IDS)
def test_nothing_of_pages_is_lost(vendor: Vendor, tmp_path: Path) -> None:
    _skip_without(vendor)
    with talk(vendor.path, tmp_path / "client") as found:
        for law in LAWS:
            law(found)


@pytest.mark.parametrize("vendor", VENDORS, ids=_IDS)
def test_every_specification_on_a_page_is_read_or_reported(vendor: Vendor) -> None:
    _skip_without(vendor)
    found = read([vendor.path])
    for page in vendor.pages:
        lost = [line for line in _markers(page) if line not in _known_lines(page, found)]
        assert lost == [], page


def _skip_without(vendor: Vendor) -> None:
    if not vendor.path.exists():
        pytest.skip(ABSENT)


def _markers(page: Path) -> list[int]:
    """Return the numbers of the lines with a version of OpenAPI."""
    lines = split(page.read_text(encoding="utf-8"))
    return [number for number, line in enumerate(lines, 1) if _MARKER.match(line)]


def _known_lines(page: Path, found: ReadPages) -> set[int]:
    """Return the numbers of the lines that are in a fragment or in a finding."""
    name = page.as_posix()
    blocks = [each.fragment.block for each in found.pages if each.fragment and each.path == name]
    read_lines = {
        line
        for block in blocks
        for line in range(block.first_line, block.first_line + block.text.count("\n"))
    }
    locations = [finding.location for finding in found.findings if finding.location]
    return read_lines | {each.line for each in locations if each.path == name}
