"""Aliases: names that were given up still work, and say what has replaced them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from api.small import DISTRIBUTION, document, methods
from python.proved import write
from python.test_split import LARGE
from python.test_typing import CHECKERS
from python.zoo import ZOO
from specquilt.api.build import build
from specquilt.python.format.files import format_tree
from specquilt.python.models import generate
from specquilt.python.render import render
from specquilt.python.surface import surface_of
from specquilt.python.surface.aliases import faults
from specquilt.python.surface.types import Surface

ALIASES = {
    "animals.fetch": "animals.get",
    "animals.find": "animals.list",
    "pets.list": "animals.list",
    "pets.each": "animals.list_all",
    "voices.listen": "animals.voice.listen",
    "hello": "greet",
    "schemas.Pet": "Animal",
    "schemas.PetParam": "AnimalParam",
    "schemas.Katze": "Cat",
}
PYRIGHT = '{"typeCheckingMode": "strict", "reportDeprecated": "information"}'
USER = """
import warnings
from typing import assert_type

from zoo_client import AsyncClient, Client, ItemIterator, types
from zoo_client.types import Katze

client = Client(api_key="key", base_url="http://127.0.0.1:9")
def calls() -> None:
    assert_type(client.animals.fetch("1"), types.Animal)
    assert_type(client.animals.find(limit=3), types.Page)
    assert_type(client.animals.find_all(), ItemIterator[types.Animal, types.Page])
    assert_type(client.pets.list(limit=3), types.Page)
    assert_type(client.hello(), str)
async def main(other: AsyncClient) -> types.Pet:
    async with await other.voices.listen("1") as stream:
        async for animal in stream:
            assert_type(animal, types.Animal)
    return await other.animals.fetch("1")
given: types.PetParam = {"kind": "cat", "id": "1"}
assert types.Katze is types.Cat is Katze
assert {"Pet", "Katze"} <= {*types.__all__} & {*dir(types)}
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    client.pets.each()
    client.animals.find_all()
assert [(each.category, str(each.message)) for each in caught] == [
    (DeprecationWarning, "use client.animals.list_all"),
    (DeprecationWarning, "use client.animals.list_all"),
]
"""


def _surface(spec: dict[str, Any], aliases: dict[str, str]) -> Surface:
    api, _ = build(spec)
    surface, _ = surface_of(api, DISTRIBUTION, aliases=aliases)
    return surface


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a distribution with aliases, and a program that uses them."""
    surface = _surface(ZOO, ALIASES)
    folder: Path = tmp_path_factory.mktemp("aliases") / "zoo"
    write(format_tree(render(surface, generate(surface))), folder)
    (folder / "user.py").write_text(USER)
    (folder / "pyrightconfig.json").write_text(PYRIGHT)
    return folder


def _passes(folder: Path, *command: str) -> str:
    done = subprocess.run(
        [sys.executable, *command], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_aliases_work_and_warn(folder: Path) -> None:
    _passes(folder, "user.py")


@pytest.mark.long
def test_mypy_knows_aliases(folder: Path) -> None:
    assert _passes(folder, "-m", *CHECKERS["mypy"]).startswith("Success")


@pytest.mark.long
def test_pyright_knows_aliases_and_that_they_are_deprecated(folder: Path) -> None:
    said = _passes(folder, "-m", *CHECKERS["pyright"])
    assert "0 errors, 0 warnings, 9 informations" in said
    assert said.count("is deprecated") == 9


def test_aliases_are_called_deprecated_in_docstring_and_reference(folder: Path) -> None:
    resource = (folder / "zoo_client/resources/animals.py").read_text()
    assert '"""Alias of `client.animals.get`.\n\n        Deprecated.' in resource


@pytest.mark.long
def test_aliases_of_types_that_are_in_many_files(tmp_path: Path) -> None:
    surface = _surface(LARGE, {"schemas.Spatz": "Birds0"})
    write(format_tree(render(surface, generate(surface))), tmp_path / "zoo")
    user = "from zoo_client import types; assert types.Spatz is types.Birds0"
    _passes(tmp_path / "zoo", "-c", user)


def test_alias_is_neither_polled_nor_remembered() -> None:
    surface = _surface(ZOO, {"jobs.fetch": "jobs.get"})
    alias = next(each for each in methods(surface) if each.name == "fetch")
    assert alias.polling is None
    assert "jobs.fetch" not in surface.published.calls.values()


@pytest.mark.parametrize(
    ("alias", "name", "problem"),
    [
        ("jobs.fetch", "jobs.gett", "the client has no 'jobs.gett'"),
        ("jobs.fetch", "jobs", "the client has no 'jobs'"),
        ("jobs.fetch", "Animal", "the client has no 'Animal'"),
        ("schemas.Pet", "Animals", "the client has no 'Animals'"),
        ("schemas.Pet", "animals.get", "the client has no 'animals.get'"),
        ("animals.list", "animals.get", "the name 'animals.list' is taken"),
        ("animals.list_all", "animals.get", "the name 'animals.list_all' is taken"),
        ("animals.voice", "animals.get", "the name 'animals.voice' is taken"),
        ("schemas.Cat", "Animal", "the name 'Cat' is taken"),
        ("schemas.AnimalParam", "Animal", "the name 'AnimalParam' is taken"),
        ("animals.class", "animals.get", "'animals.class' cannot be a name"),
        ("close", "animals.get", "'close' cannot be a name"),
        ("schemas.None", "Animal", "'None' cannot be a name"),
        ("a.each", "animals.list_all", "'animals.list_all' is the method for all pages of another one"),
    ],
)  # fmt: skip
def test_alias_that_cannot_be_is_a_fault(alias: str, name: str, problem: str) -> None:
    assert [(a, text) for a, text, _ in faults({alias: name}, _surface(ZOO, {}))] == [
        (alias, problem)
    ]


def test_misspelled_name_has_a_suggestion() -> None:
    _, _, advice = next(faults({"jobs.fetch": "jobs.gett"}, _surface(ZOO, {})))
    assert advice == "did you mean jobs.get?"


def test_aliases_that_can_be_are_no_faults() -> None:
    assert list(faults(ALIASES, _surface(ZOO, {}))) == []


def test_alias_does_not_hide_that_nothing_is_there() -> None:
    assert methods(_surface(document({}), {"a": "b"})) == []
