"""What is kept of resources between runs is what would be made, and only while nothing has changed."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from api.small import named
from python.zoo import ZOO
from specquilt.output import cache
from specquilt.python import cut
from specquilt.python.extensions.extension import Extension
from specquilt.python.render import kept, package, render
from specquilt.python.render.facts import Module
from specquilt.python.render.kept import Kept
from specquilt.python.surface.types import Surface

Data: TypeAlias = dict[str, Any]
Rendered: TypeAlias = Callable[..., list[str]]

_WORDS = ("new words", "one of `a` and `b`", "", "good", 'so "called"')


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Rendered:
    """Return a function that renders a package, and returns what of its resources has been made."""
    monkeypatch.setenv("SPECQUILT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(kept, "MANY", 1)
    made: list[str] = []
    original = package._fill_module

    def fill(template: str, module: Module, **facts: Any) -> str:
        if not module.is_client or template.startswith("docs"):
            kind = "page" if template.startswith("docs") else "module"
            made.append(f"{kind} {'.'.join(module.path) or 'client'}")
        return original(template, module, **facts)

    monkeypatch.setattr(package, "_fill_module", fill)

    def make(data: Data, **options: Any) -> list[str]:
        surface = named(data)[0]
        plain = render(surface, {}, **options)
        made.clear()
        assert render(surface, {}, reuse=True, **options) == plain
        return sorted(made)

    return make


def _changed(change: Callable[[Data], object]) -> Data:
    data: Data = copy.deepcopy(ZOO)
    change(data)
    return data


def _operations(data: Data) -> list[Data]:
    return [
        each for item in data["paths"].values() for each in item.values() if "responses" in each
    ]


def test_nothing_is_made_again_if_nothing_has_changed(rendered: Rendered) -> None:
    assert rendered(ZOO) != []
    assert rendered(ZOO) == []


def test_a_description_of_an_operation_touches_its_resource(rendered: Rendered) -> None:
    rendered(ZOO)
    again = rendered(_changed(lambda data: _operations(data)[0].update(description="New words.")))
    assert again == ["module animals", "page animals"]


def test_a_model_that_no_method_names_touches_nothing(rendered: Rendered) -> None:
    rendered(ZOO)
    page = _changed(lambda data: data["components"]["schemas"].update(Unused={"type": "string"}))
    assert rendered(page) == []


def test_a_model_touches_the_resources_that_look_at_it(rendered: Rendered) -> None:
    rendered(ZOO)
    values = _changed(lambda data: data["components"]["schemas"]["Mood"]["enum"].append("odd"))
    assert "module animals" in rendered(values)


@pytest.mark.parametrize("key", ["title", "version", "description"])
def test_facts_about_the_whole_api_touch_no_resource(rendered: Rendered, key: str) -> None:
    rendered(ZOO)
    assert rendered(_changed(lambda data: data["info"].update({key: "7"}))) == []


def test_extensions_touch_their_resources(rendered: Rendered) -> None:
    rendered(ZOO)
    mine = Extension("Animals", "mine", "Mine", Path("mine.py"))
    assert rendered(ZOO, extensions={"Animals": mine}) == ["module animals"]
    assert rendered(ZOO, extensions={"AsyncAnimals": mine}) == ["module animals"]
    assert rendered(ZOO, extensions={"Animals": mine}) == []
    assert rendered(ZOO, extensions={"Unknown": mine}) == []


def test_random_changes_give_what_a_first_run_gives(rendered: Rendered) -> None:
    chance, data = random.Random(7), copy.deepcopy(ZOO)
    for _ in range(25):
        _change(data, chance)
        rendered(data)


def _change(data: Data, chance: random.Random) -> None:
    schemas, operations = data["components"]["schemas"], _operations(data)
    target = chance.choice([*schemas.values(), *operations])
    fields = [each["properties"] for each in schemas.values() if each.get("properties")]
    match chance.randrange(5):
        case 0 | 1:
            target["description"] = chance.choice(_WORDS)
        case 2:
            chance.choice(fields)[f"field{chance.randrange(9)}"] = {"type": "string"}
        case 3:
            schemas["Mood"]["enum"] = [*schemas["Mood"]["enum"], f"m{chance.randrange(99)}"]
        case 4:
            chance.choice(operations)["deprecated"] = chance.random() < 0.5


def test_a_check_reads_and_keeps_nothing(rendered: Rendered, tmp_path: Path) -> None:
    surface = named(ZOO)[0]
    render(surface, {})
    assert not (tmp_path / "cache").exists()
    assert rendered(ZOO) != []


def test_small_packages_keep_nothing(
    rendered: Rendered, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(kept, "MANY", 10_000)
    assert rendered(ZOO) == rendered(ZOO)
    assert not (tmp_path / "cache").exists()


def test_what_was_made_of_other_models_is_made_again(
    rendered: Rendered, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = rendered(ZOO)
    original = cache.get

    def forged(kind: str, *parts: str) -> str | None:
        found = original(kind, *parts)
        if kind != "resource" or found is None:
            return found
        asked, _, _ = json.loads(found)
        return json.dumps([asked, "0" * 64, "forged"])

    monkeypatch.setattr(cache, "get", forged)
    assert rendered(ZOO) == every


@pytest.mark.parametrize("changes", [True, False])
def test_the_page_of_types_is_made_again_if_a_type_has_changed(
    rendered: Rendered, monkeypatch: pytest.MonkeyPatch, *, changes: bool
) -> None:
    rendered(ZOO)
    made: list[Surface] = []
    original = package._types

    def types(seen: Surface) -> str:
        made.append(seen)
        return original(seen)

    monkeypatch.setattr(package, "_types", types)
    place = "schemas" if changes else "x-nothing"
    change = {"Cat": ZOO["components"]["schemas"]["Cat"] | {"description": "Another."}}
    data = _changed(lambda data: data["components"].setdefault(place, {}).update(change))
    render(named(data)[0], {}, reuse=True)
    assert [bool(each.models) for each in made] == [False] + [True] * changes
    rendered(data)


def test_a_type_touches_its_neighbours_on_the_page_of_types(
    rendered: Rendered, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cut, "SMALLEST", 1)
    monkeypatch.setattr(cut, "LARGEST", 2)
    rendered(ZOO)
    made: list[str] = []
    original = package._types

    def types(seen: Surface) -> str:
        made.extend(each.name for each in seen.models)
        return original(seen)

    monkeypatch.setattr(package, "_types", types)
    cat = ZOO["components"]["schemas"]["Cat"] | {"description": "Another."}
    data = _changed(lambda data: data["components"]["schemas"].update(Cat=cat))
    render(named(data)[0], {}, reuse=True)
    assert "Cat" in made
    assert len(made) <= cut.LARGEST


def test_the_page_of_types_sees_types_only() -> None:
    whole, seen = named(ZOO)[0], list[Surface]()
    Kept(whole, reuse=False).types(lambda surface: str(seen.append(surface)))  # type: ignore[func-returns-value]
    start, *others = seen
    assert (start.distribution, start.models) == (whole.distribution, ())
    assert tuple(model for each in others for model in each.models) == whole.models
    for found in seen:
        assert (found.title, found.package, found.root.children, found.servers) == ("", "", (), ())


@pytest.mark.parametrize(
    ("path", "change", "changes"),
    [
        (("schemas", "Cat"), {"description": "Another."}, False),
        (("schemas", "Cat", "properties"), {"another": {"type": "string"}}, True),
        (("schemas",), {"Unused": {"type": "object"}}, False),
    ],
)
def test_the_types_of_the_fake_are_made_again_if_a_type_has_changed(
    rendered: Rendered,
    monkeypatch: pytest.MonkeyPatch,
    path: tuple[str, ...],
    change: Data,
    *,
    changes: bool,
) -> None:
    rendered(ZOO)
    made = _fakes_made(monkeypatch)
    data = _changed(lambda data: _at(data["components"], path).update(change))
    render(named(data)[0], {}, reuse=True)
    assert len(made) == changes
    rendered(data)


def test_words_about_an_operation_do_not_touch_the_types_of_the_fake(
    rendered: Rendered, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendered(ZOO)
    made = _fakes_made(monkeypatch)
    rendered(_changed(lambda data: _operations(data)[0].update(description="Another.")))
    assert len(made) == 1  # the one that `rendered` compares with


def _fakes_made(monkeypatch: pytest.MonkeyPatch) -> list[Surface]:
    made: list[Surface] = []
    original = package._fakes

    def fakes(seen: Surface) -> dict[str, str]:
        made.append(seen)
        return original(seen)

    monkeypatch.setattr(package, "_fakes", fakes)
    return made


def _at(data: Data, path: tuple[str, ...]) -> Data:
    for name in path:
        data = data[name]
    return data


def test_the_types_of_the_fake_see_types_and_calls_only() -> None:
    whole, seen = named(ZOO)[0], list[Surface]()
    Kept(whole, reuse=False).fakes(lambda surface: {"a": str(seen.append(surface))})  # type: ignore[func-returns-value]
    (found,) = seen
    assert (found.models, found.root) == (whole.models, whole.root)
    assert (found.title, found.package, found.servers, found.errors) == ("", "", (), ())
