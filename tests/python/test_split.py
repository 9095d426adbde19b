"""Large packages are split into files of limited length, which are imported on first use."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import black
import pytest
from black.mode import TargetVersion

from api.small import document
from python.proved import write
from python.test_typing import CHECKERS
from python.zoo import answer, tree
from specquilt.python import models
from specquilt.python.models import split as modelling

RESOURCES = ("birds", "fish")
SIZE = 70


def _reference(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _object(**properties: Any) -> dict[str, Any]:
    """Return a long schema with many descriptions."""
    said = {"type": "string", "description": "What is to be said of this."}
    filling = {f"field_{number}": said for number in range(12)}
    return {"type": "object", "properties": filling | properties}


def _schemas() -> dict[str, Any]:
    schemas: dict[str, Any] = {}
    for resource in RESOURCES:
        for number in range(SIZE):
            name = f"{resource.title()}{number}"
            following = f"{resource.title()}{(number + 1) % SIZE}"
            types = {"next": _reference(following), "nest": _reference("Nest")}
            schemas[name] = _object(**types, Nest={"type": "string"})  # the key is no type
        schemas[f"Any{resource.title()}"] = {
            "anyOf": [_reference(f"{resource.title()}0"), _reference(f"{resource.title()}69")]
        }
        schemas[f"{resource.title()}1"]["properties"]["any"] = _reference(f"Any{resource.title()}")
    return schemas | {"Nest": _object(parent=_reference("Nest"))}


def _operation(resource: str, number: int) -> dict[str, Any]:
    result = _reference(f"{resource.title()}{number}")
    return {
        "get": {
            "x-specquilt-call": f"{resource}.get_{number}",
            "responses": answer(_object(item=result)["properties"]["item"]),
        },
        "post": {
            "x-specquilt-call": f"{resource}.set_{number}",
            "requestBody": {"content": {"application/json": {"schema": _object(item=result)}}},
            "responses": answer(result),
        },
    }


LARGE = document(
    {f"/{r}/{n}": _operation(r, n) for r in RESOURCES for n in range(SIZE)}, _schemas()
)


@pytest.fixture(scope="module")
def large_tree() -> dict[str, str]:
    """Return the files of a large distribution."""
    return tree(LARGE)


@pytest.fixture(scope="module")
def folder(large_tree: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the distribution. Building it creates all models."""
    folder: Path = tmp_path_factory.mktemp("large") / "large"
    write(large_tree, folder)
    return folder


def _run(folder: Path, script: str) -> str:
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_no_file_is_too_long(large_tree: dict[str, str]) -> None:
    lengths = {path: text.count("\n") for path, text in large_tree.items() if path.endswith(".py")}
    assert max(lengths.values()) < 2_000
    assert "zoo_client/types/models/birds__2.py" in lengths
    assert "zoo_client/resources/_birds_part_1.py" in lengths


def test_every_file_is_as_black_would_have_it(large_tree: dict[str, str]) -> None:
    mode = black.Mode(target_versions={TargetVersion.PY311}, line_length=100)
    for path in ("types/models/birds__2.py", "types/models/__init__.py", "types/params/fish.py"):
        text = large_tree[f"zoo_client/{path}"]
        assert black.format_str(text, mode=mode) == text, path


def test_one_resource_loads_its_own_types_and_those_that_are_shared(folder: Path) -> None:
    script = (
        "import sys; from zoo_client import Client, types; Client(base_url='https://x.dev').birds.get_3; types.Birds3;"
        "print(sorted(n for n in sys.modules if '.types.m' in n or '.resources.' in n))"
    )
    loaded = _run(folder, script)
    assert "'zoo_client.types.models.shared'" in loaded
    assert "'zoo_client.types.models.birds__2'" in loaded
    assert "fish" not in loaded


@pytest.mark.parametrize("first", ["birds", "birds__2", "birds__3"])
def test_types_that_mention_each_other_in_a_circle_work_from_any_file(
    folder: Path, first: str
) -> None:
    script = (
        f"import zoo_client.types.models.{first}; from zoo_client import types;"
        "found = types.Birds0.model_validate({'next': {'next': {'nest': {'field_1': 'x'}}}});"
        "print(found.next.next.nest.field_1, type(found.next.next).__name__)"
    )
    assert _run(folder, script) == "x Birds2"


def test_all_names_are_announced_and_there(folder: Path) -> None:
    script = (
        "from zoo_client import types; [getattr(types, name) for name in types.__all__];"
        "print(len(types.__all__), 'Nest' in dir(types))"
    )
    models_and_twins = 2 * (2 * (SIZE + 1) + 1)
    assert _run(folder, script) == f"{models_and_twins} True"


def test_methods_of_all_parts_are_there(folder: Path) -> None:
    script = (
        "from zoo_client import AsyncClient, Client;"
        "print(all(hasattr(c.birds, f'{v}_{n}') for c in (Client(base_url='https://x.dev'), AsyncClient(base_url='https://x.dev'))"
        f" for v in ('get', 'set') for n in range({SIZE})))"
    )
    assert _run(folder, script) == "True"


@pytest.mark.long
@pytest.mark.parametrize("checker", CHECKERS)
def test_type_checker_reports_nothing(folder: Path, checker: str) -> None:
    (folder / "user.py").write_text("from zoo_client import types\n\ntypes.Birds0(field_1='x')\n")
    (folder / "pyrightconfig.json").write_text('{"typeCheckingMode": "strict"}')
    command = [sys.executable, "-m", *CHECKERS[checker]]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.long
def test_many_types_are_made_in_clusters_of_the_same_text(
    large_tree: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(models, "MANY", 100)
    monkeypatch.delattr(modelling, "take_apart")  # nothing is made as a whole
    assert tree(LARGE) == large_tree
