"""Imports packages and prints their wire names as JSON. Runs in a separate interpreter."""

from __future__ import annotations

import builtins
import importlib
import json
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from hostile.texts import CANARY


def main(folder: Path) -> None:
    """Import every package of a folder, and print operations, parameters and models."""
    warnings.simplefilter("error")
    found = {path.name: _facts(path.name, folder) for path in sorted(folder.iterdir())}
    json.dump({"packages": found, "canary": hasattr(builtins, CANARY)}, sys.stdout)


def _facts(package: str, folder: Path) -> dict[str, Any]:
    modules = [importlib.import_module(name) for name in _names(package, folder)]
    operations = [op for module in modules for op in _values(module, "Operation")]
    return {
        "operations": [[op.method, op.path] for op in operations],
        "params": [[p.location, p.wire] for op in operations for p in op.params],
        "models": [
            _wires(value) for m in modules for value in vars(m).values() if _is_model(value, m)
        ],
    }


def _names(package: str, folder: Path) -> Iterator[str]:
    for path in sorted((folder / package).rglob("*.py")):
        relative = path.relative_to(folder).with_suffix("")
        yield ".".join(relative.parts).removesuffix(".__init__")


def _values(module: ModuleType, kind: str) -> list[Any]:
    return [value for value in vars(module).values() if type(value).__name__ == kind]


def _is_model(value: Any, module: ModuleType) -> bool:
    return getattr(value, "__module__", "") == module.__name__ and hasattr(value, "model_fields")


def _wires(model: Any) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
