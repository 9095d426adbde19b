"""Python calls of operations."""

from __future__ import annotations

from typing import Any

import pytest

from api.small import OK, calls, methods, package, rules
from specquilt.python.surface.types import ResourceClass


def _call(spec: dict[str, Any], path: str = "/v1/animals/{id}") -> str:
    surface, _ = package({path: {"get": {"responses": OK} | spec}})
    return calls(surface)[0]


@pytest.mark.parametrize(
    ("spec", "call"),
    [
        ({"x-specquilt-call": "embed_jobs.create"}, "embed_jobs.create"),
        ({"x-specquilt-call": "embed"}, "embed"),
        ({"x-specquilt-call": "a.b.c"}, "a.b.c"),
        ({"tags": ["Animals"], "operationId": "getAnimal"}, "animals.get"),
        ({"tags": ["animals"], "operationId": "findAnimalsByName"}, "animals.find_by_name"),
        ({"tags": ["big cats"], "operationId": "feed_big_cat"}, "big_cats.feed"),
        ({"tags": ["boxes"], "operationId": "openBox"}, "boxes.open"),
        ({"tags": ["fees"], "operationId": "createPetFee"}, "fees.create_pet_fee"),
        ({"tags": ["names"], "operationId": "importName"}, "names.import_name"),
        ({"tags": ["animals"], "operationId": "animals/get"}, "animals.get"),
        ({"tags": ["animals"], "operationId": "animals_get-one"}, "animals.get_one"),
        ({"tags": ["a/b/c"], "operationId": "get"}, "a.b.c.get"),
        ({"tags": ["big cats"], "operationId": "get"}, "big_cats.get"),
        ({"tags": ["2fa"], "operationId": "check"}, "resource_2fa.check"),
        ({"tags": ["class"], "operationId": "import"}, "class_.import_"),
        ({"tags": ["self"], "operationId": "self"}, "self_"),
        ({"operationId": "find"}, "animals.find"),
        ({"operationId": "animals"}, "animals"),
        ({"tags": ["zoo"]}, "zoo.get_v1_animals_id"),
        ({"tags": ["types"], "operationId": "close"}, "types_.close"),
        ({"x-specquilt-call": "close"}, "close_"),
        ({"x-specquilt-call": "wait.types"}, "wait_.types_"),
    ],
)
def test_call(spec: dict[str, Any], call: str) -> None:
    assert _call(spec) == call


@pytest.mark.parametrize("key", ["tags", "x-specquilt-call"])
def test_resources_are_nested_in_few_levels(key: str) -> None:
    deep = ["a", *"b" * 1500]
    spec = {"tags": ["/".join(deep)]} if key == "tags" else {key: ".".join([*deep, "get"])}
    surface, _ = package({"/a": {"get": {"responses": OK, "operationId": "get"} | spec}})
    (method,) = methods(surface)
    assert len(method.resource) == 8
    assert method.resource[:3] == ("a", "b", "b")
    assert all(len(module) <= 100 for module in _modules(surface.root))


def test_modules_of_long_nested_resources_have_names_that_files_can_have() -> None:
    hint = ".".join(letter * 90 for letter in "abc") + ".get"
    surface, _ = package({"/a": {"get": {"responses": OK, "x-specquilt-call": hint}}})
    found = _modules(surface.root)
    assert len(set(found)) == len(found) == 4
    assert all(len(module) <= 105 for module in found)


def _modules(resource: ResourceClass) -> list[str]:
    return [resource.module, *(name for child in resource.children for name in _modules(child))]


def test_methods_that_only_their_resource_tells_apart_keep_it() -> None:
    get = {"tags": ["animals"], "responses": OK}
    one, many = get | {"operationId": "getAnimal"}, get | {"operationId": "getAnimals"}
    other = get | {"operationId": "updateAnimal"}
    surface, findings = package({"/a/{id}": {"get": one, "put": other}, "/a": {"get": many}})
    assert calls(surface) == ["animals.get_animal", "animals.update", "animals.get_animals"]
    assert "name-collision" not in rules(findings)


def test_operation_without_id_is_named_after_its_path_and_reported() -> None:
    _, findings = package({"/animals": {"get": {"tags": ["zoo"], "responses": OK}}})
    assert rules(findings) == ["operation-id-missing"]


def test_operations_with_one_name_are_renamed_and_reported() -> None:
    get = {"operationId": "get", "tags": ["zoo"], "responses": OK}
    surface, findings = package({"/a": {"get": get}, "/b": {"get": get}})
    assert calls(surface) == ["zoo.get", "zoo.get_2"]
    assert rules(findings) == ["name-collision"]


def test_operations_with_one_name_are_renamed_by_version() -> None:
    post = {"x-specquilt-call": "chat", "responses": OK}
    surface, findings = package({"/v1/chat": {"post": post}, "/v2/chat": {"post": post}})
    assert calls(surface) == ["chat", "chat_v2"]
    assert rules(findings) == ["name-collision"]


def test_method_is_renamed_if_a_resource_has_its_name() -> None:
    root = {"x-specquilt-call": "embed", "operationId": "createEmbedding", "responses": OK}
    below = {"x-specquilt-call": "embed.create", "responses": OK}
    surface, findings = package({"/a": {"get": root}, "/b": {"get": below}})
    assert calls(surface) == ["create_embedding", "embed.create"]
    assert rules(findings) == ["name-collision"]


def test_methods_stand_in_the_order_of_the_document() -> None:
    put, get = ({"x-specquilt-call": f"zoo.{name}", "responses": OK} for name in ("put", "get"))
    surface, _ = package({"/a": {"put": put, "get": get}})
    assert calls(surface) == ["zoo.put", "zoo.get"]


def test_classes_of_resources_do_not_hide_what_their_modules_import() -> None:
    surface, _ = package(
        {"/a": {"get": {"x-specquilt-call": "json.text.any.call", "responses": OK}}}
    )
    json = surface.root.children[0]
    any_ = json.children[0].children[0]
    assert (json.class_name, any_.class_name) == ("JsonResource", "JsonTextAny")
