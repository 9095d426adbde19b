"""Fixtures with the generated package of the zoo."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from python.proved import write
from python.zoo import ZOO, tree


@pytest.fixture(scope="session")
def zoo_tree() -> dict[str, str]:
    """Return the files of the distribution."""
    return tree(ZOO)


@pytest.fixture(scope="session")
def zoo(zoo_tree: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    """Return the imported package."""
    folder: Path = tmp_path_factory.mktemp("dist") / "zoo-client"
    write(zoo_tree, folder)
    sys.path.insert(0, str(folder))
    yield importlib.import_module("zoo_client")
    sys.path.remove(str(folder))
    for name in [name for name in sys.modules if name.partition(".")[0] == "zoo_client"]:
        del sys.modules[name]
