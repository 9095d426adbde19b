"""Packages, and the client of the document, each read once."""

from __future__ import annotations

from pathlib import Path

import pytest

from diff.parity.document import DOCUMENT
from diff.parity.packages import SHAPES, written
from specquilt import pipeline
from specquilt.comparison.parity import generated_surface
from specquilt.comparison.parity.compare import compared
from specquilt.comparison.parity.find import installed
from specquilt.comparison.parity.installed_surface import inventory_of
from specquilt.comparison.parity.inventory import Inventory
from specquilt.comparison.parity.library import Library
from specquilt.comparison.parity.match import Parity
from specquilt.project.configuration import from_sources


@pytest.fixture(scope="session")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Inventory:
    """What the generated client has."""
    file = tmp_path_factory.mktemp("document") / "quilts.yaml"
    file.write_text(DOCUMENT, encoding="utf-8")
    return generated_surface.inventory_of(pipeline.surface_of(from_sources([file])))


@pytest.fixture(scope="session")
def theirs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Inventory]:
    """What the packages have, by their shapes."""
    folder = tmp_path_factory.mktemp("packages")
    return {shape: read(written(folder / shape, files)) for shape, files in SHAPES.items()}


@pytest.fixture(scope="session")
def parities(theirs: dict[str, Inventory], ours: Inventory) -> dict[str, Parity]:
    """How far the client replaces each package."""
    return {shape: compared(each, ours, shape) for shape, each in theirs.items()}


def read(package: Path, client: str = "") -> Inventory:
    """Return what a package has."""
    with installed(str(package)) as found:
        return inventory_of(Library(found), client)
