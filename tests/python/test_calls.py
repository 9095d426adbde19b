"""Python calls of operations."""

from __future__ import annotations

import re
from typing import Any

import pytest

from api.small import OK, calls, methods, package, rules


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
        ({"tags": ["zoo"]}, "zoo.get_animal"),
        ({"tags": ["types"], "operationId": "close"}, "types_.close"),
        ({"x-specquilt-call": "close"}, "close_"),
        ({"x-specquilt-call": "wait.types"}, "wait_.types_"),
    ],
)
def test_call(spec: dict[str, Any], call: str) -> None:
    assert _call(spec) == call


ITEM = "/v1/items/{item_id}"


@pytest.mark.parametrize(
    ("operation_id", "call"),
    [
        ("read_item_v1_items__item_id__get", "items.read"),
        ("Read_Item_v1_items__item_id__get", "items.read"),
        ("v1_items__item_id__get", "items.item_id_get"),
        ("_v1_items__item_id__get", "items.item_id_get"),
        ("ItemsController_findOne", "items.find_one"),
        ("ItemsController_findOne_v1", "items.find_one"),
        ("ItemsController_findOne[0]", "items.find_one"),
        ("ControllerOfItems_find", "items.controller_of_items_find"),
    ],
)
def test_what_frameworks_add_to_the_names_of_functions_is_left_out(
    operation_id: str, call: str
) -> None:
    assert _call({"tags": ["items"], "operationId": operation_id}, ITEM) == call


@pytest.mark.parametrize(
    ("tag", "operation_id", "call"),
    [
        ("items", "item_list_parts_v1", "items.list_parts"),
        ("beta.items", "items_list", "beta.items.list"),
        ("beta.items", "items_api_v1_items_delete", "beta.items.delete"),
        ("items/parts", "items_parts_update_v1", "items.parts.update"),
        ("items", "list_v2", "items.list_v2"),
        ("items", "items_import", "items.import_"),
        ("items", "items_v1", "items"),
        ("lost items", "items_list", "lost_items.items_list"),
        ("", "items_retrieve", "items.retrieve"),
        ("", "item_parts_list_v1", "items.parts_list"),
    ],
)
def test_what_the_path_and_the_resources_say_is_left_out(
    tag: str, operation_id: str, call: str
) -> None:
    assert _call({"tags": [tag], "operationId": operation_id}, ITEM) == call


@pytest.mark.parametrize(
    ("operation_id", "call"),
    [
        ("items_retrieve", "items.retrieve"),
        ("beta_read_item_v1_items__item_id__get", "items.beta_read_item"),
        ("", "items.get"),
    ],
)
def test_a_query_in_a_path_is_no_resource(operation_id: str, call: str) -> None:
    spec = {"operationId": operation_id} if operation_id else {}
    assert _call(spec, f"{ITEM}?beta=true") == call
    assert _call({"operationId": "find"}, "/v1/items?beta=true") == "items.find"


@pytest.mark.parametrize(
    ("operation_id", "call"),
    [
        ("cloud.zoos.cats.list", "zoos.cats.list"),
        ("zoos.bigCats.toys.get", "zoos.big_cats.toys.get"),
        ("zoos.list", "zoos.list"),
        ("cloud.parks.cats.list", "zoos.cloud_parks_cats_list"),
        ("zoos..list", "zoos.list"),
    ],
)
def test_dots_in_operation_ids_name_resources_below_the_tag(operation_id: str, call: str) -> None:
    assert _call({"tags": ["zoos"], "operationId": operation_id}, "/v1/{parent}") == call


def test_dotted_names_that_collide_are_told_apart() -> None:
    ids = {"/a": {"get": "a.zoo.cats.list"}, "/b": {"get": "b.zoo.cats.list"}}
    assert [*_calls_of(ids).values()] == ["zoo.a_zoo_cats_list", "zoo.b_zoo_cats_list"]


@pytest.mark.parametrize("length", [40, 41])
def test_long_name_is_reported_with_a_proposal(length: int) -> None:
    spec = {"tags": ["zoo"], "operationId": "x" * length, "responses": OK}
    _, findings = package({"/zoo/{id}/cats": {"post": spec}})
    advice = [each.help for each in findings if each.rule == "long-name"]
    proposal = 'for example, in [client.names]: "POST /zoo/{id}/cats" = "zoo.create_cats"'
    assert advice == [proposal] * (length - 40)


LIST = {"200": {"description": "", "content": {"application/json": {"schema": {"type": "array"}}}}}


@pytest.mark.parametrize(
    ("endpoint", "call"),
    [
        ("get /v1/animals/{id}", "animals.get"),
        ("get /v1/animals", "animals.list"),
        ("post /v1/animals", "animals.create"),
        ("put /v1/animals/{id}", "animals.replace"),
        ("patch /v1/animals/{id}", "animals.update"),
        ("post /v1/animals/{id}", "animals.update"),
        ("delete /v1/animals/{id}", "animals.delete"),
        ("head /v1/animals/{id}", "animals.head"),
        ("get /zoos/{zooId}/bigCats/{bigCatId}", "zoos.get_big_cat"),
        ("get /zoos/{zooId}/cats/{cat}", "zoos.get_cat"),
        ("get /zoos/{zooId}/buses/{id}", "zoos.get_bus"),
        ("get /zoos/{zooId}/status/{id}", "zoos.get_status"),
        ("get /zoos/{zooId}/categories/{slug}", "zoos.get_category"),
        ("get /zoos/{zooId}/keepers", "zoos.list_keepers"),
        ("post /zoos/{zooId}/open-gates", "zoos.open_gates"),
        ("post /zoos/{zooId}/close", "zoos.close"),
        ("get /2024-01-31/zoos.json", "zoos.list"),
        ("get /api/v2/zoos/{id}.json", "zoos.get"),
    ],
)
@pytest.mark.parametrize("given", ["", "{method}_{path}", "{path}"])
def test_operation_without_a_name_of_its_own_is_named_after_its_path(
    endpoint: str, call: str, given: str
) -> None:
    method, path = endpoint.split(" ")
    spec: dict[str, Any] = {"responses": LIST if call.rpartition(".")[2][:4] == "list" else OK}
    operation_id = given.format(method=method, path=re.sub(r"\W+", "_", path).strip("_"))
    if given == "{path}":
        operation_id = f"{method} {path}"
    surface, _ = package({path: {method: spec | {"operationId": operation_id}}})
    assert calls(surface) == [call]


def test_operations_named_after_paths_take_longer_names_if_they_must() -> None:
    found = _calls_of(
        {
            "/cats/{id}/toys/{toyId}": {"get": ""},
            "/dogs/{id}/toys/{toyId}": {"get": ""},
            "/v2/dogs/{id}/toys/{toyId}": {"get": ""},
            "/parks/{park}/cats/{id}/close": {"post": ""},
            "/parks/{park}/dogs/{id}/close": {"post": ""},
        }
    )
    assert [*found.values()] == [
        "zoo.get_cats_toy",
        "zoo.get_dogs_id_toys_toy_id",
        "zoo.get_v2_dogs_id_toys_toy_id",
        "zoo.close_cats",
        "zoo.close_dogs",
    ]


def test_get_that_answers_a_list_is_list_unless_the_path_ends_in_a_parameter() -> None:
    get = {"tags": ["pets"], "operationId": "getPets", "responses": LIST}
    assert _call(get, "/v1/zoo/pets") == "pets.list"
    assert _call(get, "/v1/zoo/pets/{id}") == "pets.get"
    assert _call(get | {"responses": OK}, "/v1/zoo/pets") == "pets.get"
    assert _call(get | {"x-specquilt-call": "pets.get"}, "/v1/zoo/pets") == "pets.get"


def test_functions_of_one_name_are_told_apart_by_path_method_or_controller() -> None:
    ids = {
        "/v1/be/code": {"get": "code_v1_be_code_get"},
        "/v1/cz/code": {"get": "code_v1_cz_code_get", "put": "code_v1_cz_code_put"},
        "/a": {"get": "SmallController_get", "put": "SmallController_setAll"},
        "/b": {"get": "BigController_get", "put": "BigController_setAll"},
    }
    assert _calls_of(ids) == {
        "/v1/be/code get": "zoo.code_be",
        "/v1/cz/code get": "zoo.code_cz_get",
        "/v1/cz/code put": "zoo.code_cz_put",
        "/a get": "zoo.get_small",
        "/b get": "zoo.get_big",
        "/a put": "zoo.small_set_all",
        "/b put": "zoo.big_set_all",
    }


def test_names_do_not_depend_on_the_order_of_operations() -> None:
    ids = {
        "/b": {"get": "get", "put": "BController_get"},
        "/a": {"get": "get", "put": "getZoo"},
        "/v2/a": {"get": "getZoo", "put": "get_v2_a_put"},
    }
    backwards = {path: dict(reversed(ids[path].items())) for path in reversed(ids)}
    assert _calls_of(backwards) == _calls_of(ids)


def _calls_of(ids: dict[str, dict[str, str]]) -> dict[str, str]:
    """Return the call of each operation of a document, by path and method."""
    paths = {
        path: {
            verb: {"tags": ["zoo"], "operationId": name, "responses": OK}
            for verb, name in item.items()
        }
        for path, item in ids.items()
    }
    surface, _ = package(paths)
    found = zip(methods(surface), calls(surface), strict=True)
    return {f"{method.path} {method.verb.lower()}": call for method, call in found}


def test_methods_that_only_their_resource_tells_apart_keep_it() -> None:
    get = {"tags": ["animals"], "responses": OK}
    one, many = get | {"operationId": "getAnimal"}, get | {"operationId": "getAnimals"}
    other = get | {"operationId": "updateAnimal"}
    surface, findings = package({"/a/{id}": {"get": one, "put": other}, "/a": {"get": many}})
    assert calls(surface) == ["animals.get_animal", "animals.update", "animals.get_animals"]
    assert "name-collision" not in rules(findings)


def test_what_a_rule_reports_is_not_reported_again() -> None:
    _, findings = package({"/animals": {"get": {"tags": ["zoo"], "responses": OK}}})
    assert rules(findings) == []


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


def test_method_whose_name_is_taken_is_called_all_that_its_operation_id_says() -> None:
    root = {"x-specquilt-call": "embed", "operationId": "read_item_a_get", "responses": OK}
    below = {"x-specquilt-call": "embed.create", "responses": OK}
    surface, _ = package({"/a": {"get": root}, "/b": {"get": below}})
    assert calls(surface) == ["read_item_a_get", "embed.create"]


def test_methods_stand_in_the_order_of_the_document() -> None:
    put, get = ({"x-specquilt-call": f"zoo.{name}", "responses": OK} for name in ("put", "get"))
    last = {"x-specquilt-call": "zoo.last", "responses": OK}
    surface, _ = package({"/b": {"put": put, "get": get}, "/a": {"get": last}})
    assert calls(surface) == ["zoo.put", "zoo.get", "zoo.last"]


def test_classes_of_resources_do_not_hide_what_their_modules_import() -> None:
    surface, _ = package(
        {"/a": {"get": {"x-specquilt-call": "json.text.any.call", "responses": OK}}}
    )
    json = surface.root.children[0]
    any_ = json.children[0].children[0]
    assert (json.class_name, any_.class_name) == ("JsonResource", "JsonTextAny")
