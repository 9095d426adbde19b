"""The pages of every vendor give a package with all operations that imports and type-checks."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.build import build
from corpus.measure import build_package, counted, import_error, type_errors
from corpus.report import count_row, table, written
from corpus.vendors import ABSENT, COHERE, ELEVENLABS, OPENROUTER, VENDORS, Vendor

LARGE = (OPENROUTER, ELEVENLABS, COHERE)
PARAMETERS = [
    pytest.param(each, id=each.name, marks=[pytest.mark.long] if each in LARGE else [])
    for each in VENDORS
]


@pytest.mark.parametrize("vendor", PARAMETERS)
def test_every_operation_on_the_pages_is_a_method(vendor: Vendor, tmp_path: Path) -> None:
    if not vendor.path.exists():
        pytest.skip(ABSENT)
    counts = counted(vendor, build(vendor, tmp_path / vendor.name))
    assert counts.methods >= counts.operations
    assert import_error(tmp_path / vendor.name, vendor.package) == ""
    assert table("", [count_row(vendor, counts)]).splitlines()[-1] in written("counts")


@pytest.mark.long
def test_type_checkers_find_nothing_in_any_package(tmp_path: Path) -> None:
    if not all(vendor.path.exists() for vendor in VENDORS):
        pytest.skip(ABSENT)
    for vendor in VENDORS:
        build_package(vendor, tmp_path)
    assert type_errors(tmp_path, VENDORS) == ("", "")
