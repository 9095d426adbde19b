"""Lower layers never import upper ones, and the runtime imports nothing of ours but itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "generator" / "specquilt"

# From the ground up; what stands on one floor may import the same floor and everything above it.
FLOORS = (
    "__init__",
    "openapi",
    "sources rules validate api output",
    "merge overlay select report",
    "python",
    "project",
    "pipeline lint",
    "cli",
    "__main__",
)
LEVEL = {part: level for level, parts in enumerate(FLOORS) for part in parts.split()}
MODULES = sorted(
    path.relative_to(PACKAGE).as_posix()
    for path in PACKAGE.rglob("*.py")
    if not path.is_relative_to(PACKAGE / "python" / "runtime")
)


@pytest.mark.parametrize("module", MODULES)
def test_module_imports_only_its_own_layer_and_lower_ones(module: str) -> None:
    level = LEVEL[_part(module.removesuffix(".py").replace("/", "."))]
    upper = {name for name in _imports(PACKAGE / module) if LEVEL[_part(name)] > level}
    assert not upper


def test_runtime_imports_nothing_of_the_generator() -> None:
    importers = [
        path.name
        for path in (PACKAGE / "python" / "runtime").rglob("*.py")
        if "specquilt" in path.read_text(encoding="utf-8")
    ]
    assert not importers


def test_only_the_models_folder_knows_the_model_generator() -> None:
    importers = {
        str(Path(module).parent)
        for module in MODULES
        if "import datamodel_code_generator" in (text := (PACKAGE / module).read_text())
        or "from datamodel_code_generator" in text
    }
    assert importers == {"python/models"}


def _part(name: str) -> str:
    return name.split(".", maxsplit=1)[0]


def _imports(path: Path) -> Iterator[str]:
    """Yield the modules of ours that a file imports, anywhere in it, without our own prefix."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "specquilt":
            yield from (alias.name for alias in node.names if alias.name in LEVEL)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("specquilt."):
            yield str(node.module).removeprefix("specquilt.")
