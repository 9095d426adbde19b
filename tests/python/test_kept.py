"""What is kept of resources between runs is what would be made, and only while nothing has changed."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from api.small import named
from python.zoo import ZOO
from specquilt.api.value_types import ANY
from specquilt.output import cache
from specquilt.python.extensions.extension import Extension
from specquilt.python.names.published import PublishedNames
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
    assert len(made) == changes
    rendered(data)


def test_the_page_of_types_sees_types_only() -> None:
    whole, seen = named(ZOO)[0], list[Surface]()
    Kept(whole, reuse=False).types(lambda surface: str(seen.append(surface)))  # type: ignore[func-returns-value]
    (found,) = seen
    assert (found.models, found.distribution) == (whole.models, whole.distribution)
    assert (found.title, found.package, found.root.children, found.servers) == ("", "", (), ())


@pytest.mark.parametrize(
    ("path", "change", "changes"),
    [
        (("schemas", "Cat"), {"description": "Another."}, True),
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


@pytest.mark.usefixtures("rendered")
def test_the_types_of_the_fake_depend_on_what_methods_return() -> None:
    def text(made: str, **other: Any) -> str:
        found = Kept(replace(named(ZOO)[0], **other), reuse=True)
        return found.fakes(lambda _: {"a": made})["a"]

    root = named(ZOO)[0].root
    child = next(each for each in root.children if each.methods)
    method = next(each for each in child.methods if each.pagination)
    assert method.pagination
    response = method.response
    others = [
        replace(method, name="other"),
        replace(method, response=replace(response, kind="text")),
        replace(method, response=replace(response, type=None)),
        replace(method, pagination=None),
        replace(method, pagination=replace(method.pagination, item_type=ANY)),
    ]
    assert [text("first"), text("again")] == ["first"] * 2
    assert text("clients", client_names=(("Shop", "AsyncShop"),)) == "clients"
    for number, other in enumerate([method, *others]):
        changed = replace(root, children=(replace(child, methods=(other,)),))
        assert text(f"method {number}", root=changed) == f"method {number}"
    called = [child, replace(child, name="other"), replace(child, class_name="Other")]
    for number, resource in enumerate(called):
        changed = replace(root, children=(resource,))
        assert text(f"resource {number}", root=changed) == f"resource {number}"


# --- what resources see ----------------------------------------------------------------------


def _seen() -> Surface:
    return Kept(named(ZOO)[0], reuse=False).surface


def test_resources_see_nothing_of_what_their_text_does_not_depend_on() -> None:
    seen = _seen()
    blank = (seen.title, seen.version, seen.description, seen.distribution, seen.models)
    assert blank == ("", "", "", "", ())
    assert (seen.servers, seen.credentials, seen.headers, seen.errors) == ((), (), (), ())
    assert (seen.root.methods, seen.root.children, seen.error_bodies) == ((), (), {})
    assert seen.published == PublishedNames()


@pytest.mark.parametrize("name", ["models_by_name", "enums", "dict_types"])
@pytest.mark.parametrize("look", [list, len, dict.items, dict.keys, dict.values])
def test_resources_cannot_look_at_all_models(name: str, look: Callable[[Any], Any]) -> None:
    found = getattr(_seen(), name)
    ask = getattr(found, look.__name__, None) or (lambda: look(found))
    with pytest.raises(TypeError, match="does not depend on all models"):
        ask()


@pytest.mark.parametrize(
    "look",
    [lambda found: found.get("Cat"), lambda found: found["Cat"], lambda found: "Cat" in found],
    ids=["get", "item", "in"],
)
@pytest.mark.usefixtures("rendered")
def test_each_way_of_looking_a_model_up_is_noted(look: Callable[[Any], Any]) -> None:
    def text(title: str) -> str:
        change = _changed(
            lambda data: data["components"]["schemas"]["Cat"].update(description=title)
        )
        found = Kept(named(change)[0], reuse=True)
        module = Module(found.surface, found.surface.root, ("cats",))

        def make() -> str:
            look(found.surface.models_by_name)
            return title

        return found.text("template", module, (), make)

    assert [text(title) for title in ("one", "one", "other")] == ["one", "one", "other"]


@pytest.mark.usefixtures("rendered")
def test_what_is_kept_depends_on_all_that_a_text_is_made_from() -> None:
    def text(made: str, *, template: str = "a", more: object = (), **other: Any) -> str:
        found = Kept(replace(named(ZOO)[0], **other), reuse=True)
        module = Module(found.surface, found.surface.root, ("cats",))
        return found.text(template, module, more, lambda: made)

    assert [text("first"), text("again")] == ["first"] * 2
    assert text("template", template="b") == "template"
    assert text("more", more=1) == "more"
    assert text("package", package="other") == "package"
    assert text("clients", client_names=(("Shop", "AsyncShop"),)) == "clients"


@pytest.mark.usefixtures("rendered")
def test_the_page_of_types_depends_on_the_distribution() -> None:
    def text(made: str, distribution: str) -> str:
        surface = replace(named(ZOO)[0], distribution=distribution)
        return Kept(surface, reuse=True).types(lambda _: made)

    assert [text("first", "a"), text("again", "a"), text("other", "b")] == [
        "first",
        "first",
        "other",
    ]


@pytest.mark.usefixtures("rendered")
def test_a_text_depends_only_on_what_was_looked_up_for_it() -> None:
    def texts(made: str, words: str) -> list[str]:
        change = _changed(
            lambda data: data["components"]["schemas"]["Cat"].update(description=words)
        )
        found = Kept(named(change)[0], reuse=True)
        module = Module(found.surface, found.surface.root, ("cats",))
        looking = found.text("a", module, (), lambda: made + str("Cat" in found.surface.enums))
        return [looking, found.text("b", module, (), lambda: made)]

    assert texts("first ", "one") == ["first False", "first "]
    assert texts("again ", "two") == ["again False", "first "]


@pytest.mark.parametrize("name", ["models_by_name", "enums", "dict_types"])
def test_what_is_looked_up_is_what_the_package_has(name: str) -> None:
    whole, seen = getattr(named(ZOO)[0], name), getattr(_seen(), name)
    assert {key: seen[key] for key in whole} == whole
    assert (seen.get("None"), seen.get("None", 7), "None" in seen) == (None, 7, False)
