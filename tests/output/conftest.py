"""A folder with a tree that has been written."""

from __future__ import annotations

from pathlib import Path

import pytest

from output.folders import TREE
from specquilt.output.staged_write import write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the tree."""
    folder = tmp_path / "out"
    write(TREE, folder)
    return folder
