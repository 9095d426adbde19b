"""Types named like builtins, and keys that are no names, work in any order and in any file."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from api.small import document
from python.proved import write
from python.test_typing import CHECKERS
from python.zoo import TEXT, answer, tree

LONG = {f"field_{number}": TEXT for number in range(1_300)}
"""Makes a type so long that its module is split after it."""


def _reference(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _schemas(filling: dict[str, Any]) -> dict[str, Any]:
    """Return types that refer to types named like builtins, before and behind them."""
    warnings = {"type": "array", "items": _reference("Warning")}
    return {
        "Animal": {"properties": {"warnings": warnings, "error": _reference("TimeoutError")}},
        "Exception": {"anyOf": [_reference("Warning"), _reference("TimeoutError")]},
        "Middle": {"properties": filling},
        "TimeoutError": {"properties": {"cause": _reference("Warning"), "by": TEXT}},
        "Dotted": {
            "properties": {
                "a.b": TEXT,
                "Warning": _reference("Warning"),
                "all": {"type": "array", "items": _reference("Dotted")},
            },
            "required": ["all"],
        },
        "Warning": {
            "properties": {
                "animal": _reference("Animal"),
                "cause": _reference("Exception"),
                "inner": _reference("Warning"),
                "rest": _reference("Dotted"),
            }
        },
        "Zoo": {
            "properties": {
                "warning": _reference("Warning"),
                "cause": _reference("Exception"),
                "middle": _reference("Middle"),
                "animal": _reference("Animal"),
            }
        },
    }


def _document(filling: dict[str, Any]) -> dict[str, Any]:
    sent = {"required": True, "content": {"application/json": {"schema": _reference("Zoo")}}}
    operation = {
        "x-specquilt-call": "zoos.change",
        "requestBody": sent,
        "responses": answer(_reference("Zoo")),
    }
    servers = [{"url": "https://zoo.example"}]
    result: dict[str, Any] = document(
        {"/zoos": {"post": operation}}, _schemas(filling), servers=servers
    )
    return result


@pytest.fixture(scope="module", params=[{}, LONG], ids=["short", "split"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a distribution. Building it creates all models."""
    folder: Path = tmp_path_factory.mktemp("builtins") / "zoo"
    write(tree(_document(request.param)), folder)
    return folder


USER = """
from typing import assert_type

from zoo_client import Client, types

DATA: dict[str, object] = {"animal": {"warnings": [{"inner": {"cause": {"by": "x"}}}], "error": {"cause": {}}}}
zoo = types.Zoo.model_validate(DATA)
assert_type(zoo.warning, types.Warning | None)
animal = zoo.animal
assert animal and animal.warnings and animal.warnings[0].inner and animal.error
assert_type(animal.warnings, list[types.Warning])
assert_type(animal.error, types.TimeoutError)
assert animal.warnings[0].inner.cause
assert type(animal.warnings[0]).__name__ == "Warning"
assert type(animal.error.cause).__qualname__ == "Warning"
dotted: types.DottedParam = {"a.b": "x", "all": [{"all": []}]}


def change(client: Client) -> types.Zoo:
    return client.zoos.change(warning={"rest": dotted, "cause": {"by": "y"}})
"""


def _passes(folder: Path, *command: str) -> None:
    done = subprocess.run(
        [sys.executable, *command], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_types_named_like_builtins_are_decoded(folder: Path) -> None:
    _passes(folder, "-c", USER)


@pytest.mark.long
@pytest.mark.parametrize("checker", CHECKERS)
def test_type_checker_reports_nothing(folder: Path, checker: str) -> None:
    (folder / "user.py").write_text(USER)
    (folder / "pyrightconfig.json").write_text('{"typeCheckingMode": "strict"}')
    _passes(folder, "-m", *CHECKERS[checker])


def test_every_file_of_types_can_be_imported_first(folder: Path) -> None:
    for path in sorted((folder / "zoo_client/types").rglob("*.py")):
        module = ".".join(path.relative_to(folder).with_suffix("").parts)
        _passes(
            folder, "-c", f"import {module}; from zoo_client import types; types.Zoo(warning=None)"
        )
