"""Packages that are generated and imported for a test."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from python.proved import write
from python.zoo import tree


@contextmanager
def imported(spec: dict[str, Any], folder: Path) -> Iterator[Any]:
    """Generate the package of a document and import it, for as long as the context lasts."""
    known = {name for name in sys.modules if name.partition(".")[0] == "zoo_client"}
    kept = {name: sys.modules.pop(name) for name in known}
    write(tree(spec), folder / "package")
    sys.path.insert(0, str(folder / "package"))
    yield importlib.import_module("zoo_client")
    sys.path.remove(str(folder / "package"))
    for name in [name for name in sys.modules if name.partition(".")[0] == "zoo_client"]:
        del sys.modules[name]
    sys.modules.update(kept)
