"""Lower floors never import upper ones, and the runtime imports nothing of ours but itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from layers import (
    BEGIN,
    BESIDE,
    END,
    LEVEL,
    MODULES,
    PACKAGE,
    PAGE,
    RUNTIME,
    drawn,
    imports,
    room_of,
    uses,
)

ROOT_MODULES = {"__init__.py", "__main__.py", "pipeline.py", "lint.py"}


@pytest.mark.parametrize("module", MODULES)
def test_module_imports_only_its_own_room_and_lower_floors(module: str) -> None:
    room = room_of(module)
    others = {room_of(name) for name in imports(PACKAGE / module)} - {room}
    beside = {other for other in others if (room, other) in BESIDE}
    assert {other for other in others - beside if LEVEL[other] >= LEVEL[room]} == set()


def test_every_exception_on_one_floor_is_used() -> None:
    used = {(room, other) for room, others in uses().items() for other in others}
    assert used >= BESIDE


def test_only_the_stages_and_the_entry_are_loose_modules() -> None:
    assert {path.name for path in PACKAGE.glob("*.py")} == ROOT_MODULES


def test_runtime_imports_nothing_of_the_generator() -> None:
    importers = [
        path.name
        for path in RUNTIME.rglob("*.py")
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


def test_the_map_in_contributing_is_current() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert text.partition(BEGIN)[2].partition(END)[0] == drawn()
