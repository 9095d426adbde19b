"""Of what a kept text depends on, nothing is missing; of what it does not depend on, nothing shows."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from api.small import named
from python.zoo import ZOO
from specquilt.api.value_types import ANY
from specquilt.python.names.published import PublishedNames
from specquilt.python.render import kept, package
from specquilt.python.render.facts import Module
from specquilt.python.render.kept import Kept
from specquilt.python.surface.types import Surface


@pytest.fixture(autouse=True)
def _keeps(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep texts of a package as small as the zoo, in a cache of the test's own."""
    monkeypatch.setenv("SPECQUILT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(kept, "MANY", 1)


def _with_cat_described(words: str) -> Surface:
    data = copy.deepcopy(ZOO)
    data["components"]["schemas"]["Cat"].update(description=words)
    return named(data)[0]


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
def test_each_way_of_looking_a_model_up_is_noted(look: Callable[[Any], Any]) -> None:
    def text(title: str) -> str:
        found = Kept(_with_cat_described(title), reuse=True)
        module = Module(found.surface, found.surface.root, ("cats",))

        def make() -> str:
            look(found.surface.models_by_name)
            return title

        return found.text("template", module, (), make)

    assert [text(title) for title in ("one", "one", "other")] == ["one", "one", "other"]


def test_what_is_kept_depends_on_all_that_a_text_is_made_from() -> None:
    def text(made: str, *, template: str = "a", more: object = (), **other: Any) -> str:
        of_module = {name: other.pop(name) for name in ("path", "whole", "parts") if name in other}
        found = Kept(replace(named(ZOO)[0], **other), reuse=True)
        module = Module(found.surface, found.surface.root, **{"path": ("cats",), **of_module})
        return found.text(template, module, more, lambda: made)

    assert [text("first"), text("again")] == ["first"] * 2
    assert text("template", template="b") == "template"
    assert text("more", more=1) == "more"
    assert text("package", package="other") == "package"
    assert text("clients", client_names=(("Shop", "AsyncShop"),)) == "clients"
    assert text("path", path=("dogs",)) == "path"
    assert text("whole", whole="Cats") == "whole"
    root = named(ZOO)[0].root
    assert text("parts", parts=(Module(named(ZOO)[0], root.children[0]),)) == "parts"
    assert text("words", root=replace(root, description="Words.")) == "words"


def test_the_start_of_the_page_of_types_is_made_every_time_and_each_part_for_its_types() -> None:
    def text(made: str, surface: Surface) -> str:
        return Kept(surface, reuse=True).types(
            lambda seen: made if seen.models else seen.distribution
        )

    whole, described = named(ZOO)[0], _with_cat_described("Another.")
    assert text("first", whole) == text("again", whole) == f"{whole.distribution}\n\nfirst"
    assert text("other", replace(whole, distribution="b")) == "b\n\nfirst"
    assert text("changed", described) == f"{whole.distribution}\n\nchanged"


def test_the_types_of_the_fake_do_not_depend_on_words() -> None:
    assert package._fakes(named(ZOO)[0]) == package._fakes(_with_cat_described("Another."))


def test_a_text_depends_only_on_what_was_looked_up_for_it() -> None:
    def texts(made: str, words: str) -> list[str]:
        found = Kept(_with_cat_described(words), reuse=True)
        module = Module(found.surface, found.surface.root, ("cats",))
        looking = found.text("a", module, (), lambda: made + str("Cat" in found.surface.enums))
        return [looking, found.text("b", module, (), lambda: made)]

    assert texts("first ", "one") == ["first False", "first "]
    assert texts("again ", "two") == ["again False", "first "]


@pytest.mark.parametrize("name", ["models_by_name", "enums", "dict_types"])
def test_what_is_looked_up_is_what_the_package_has(name: str) -> None:
    whole, seen = getattr(named(ZOO)[0], name), getattr(_seen(), name)
    assert {key: seen[key] for key in whole if key in seen} == whole
    assert (seen.get("None"), seen.get("None", 7), "None" in seen) == (None, 7, False)


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
