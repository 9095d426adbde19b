"""A layer never imports from a higher layer. The runtime imports nothing from the generator."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from layers import (
    BEGIN,
    END,
    LEAVES,
    LEVEL,
    MODULES,
    PACKAGE,
    PAGE,
    RUNTIME,
    SAME_LAYER,
    drawn,
    folder_of,
    imports,
    uses,
)

ROOT_MODULES = {"__init__.py", "__main__.py", "linting.py", "pipeline.py"}


@pytest.mark.parametrize("module", MODULES)
def test_module_imports_only_its_own_folder_and_lower_layers(module: str) -> None:
    folder = folder_of(module)
    others = {folder_of(name) for name in imports(PACKAGE / module)} - {folder}
    allowed = {other for other in others if (folder, other) in SAME_LAYER}
    assert {other for other in others - allowed if LEVEL[other] >= LEVEL[folder]} == set()


def test_leaves_import_nothing_of_ours() -> None:
    paths = [PACKAGE / f"{module.replace('.', '/')}.py" for module in LEAVES]
    assert [name for path in paths for name in imports(path)] == []


def test_every_import_within_a_layer_is_needed() -> None:
    used = {(folder, other) for folder, others in uses().items() for other in others}
    assert used >= SAME_LAYER


def test_only_stages_and_entry_point_are_outside_folders() -> None:
    assert {path.name for path in PACKAGE.glob("*.py")} == ROOT_MODULES


def test_runtime_imports_nothing_from_the_generator() -> None:
    importers = [
        path.name
        for path in RUNTIME.rglob("*.py")
        if "specquilt" in path.read_text(encoding="utf-8")
    ]
    assert not importers


def test_the_back_end_imports_only_tables_of_the_runtime_it_copies() -> None:
    back_end = [module for module in MODULES if module.startswith("python/")]
    imported = {
        name
        for module in back_end
        if not module.startswith("python/runtime/")
        for name in re.findall(r"from (specquilt\.python\.runtime\.[\w.]+)", _text(module))
    }
    assert imported == {"specquilt.python.runtime.public"}


def _text(module: str) -> str:
    return (PACKAGE / module).read_text(encoding="utf-8")


def test_only_the_models_folder_imports_the_model_generator() -> None:
    importers = {
        str(Path(module).parent)
        for module in MODULES
        if "import datamodel_code_generator" in (text := _text(module))
        or "from datamodel_code_generator" in text
    }
    assert importers == {"python/models"}


def test_the_map_in_contributing_is_current() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert text.partition(BEGIN)[2].partition(END)[0] == drawn()
