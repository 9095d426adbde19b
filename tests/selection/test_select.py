"""A selection keeps the matching operations and everything that they need."""

from __future__ import annotations

from typing import Any

import pytest

from specquilt.openapi.document import Document
from specquilt.openapi.finding import InputError
from specquilt.python.names.calls import calls_of
from specquilt.select.apply import select
from specquilt.select.choice import Choice

REFERENCE = {"$ref": "#/components/schemas/Pet"}


def _operation(tag: str, name: str, **rest: Any) -> dict[str, Any]:
    return {"operationId": name, "tags": [tag], "responses": {"200": {"description": ""}}} | rest


def _answer(schema: dict[str, Any]) -> dict[str, Any]:
    content = {"application/json": {"schema": schema}}
    return {"responses": {"200": {"description": "", "content": content}}}


def _document() -> dict[str, Any]:
    dog = {"allOf": [REFERENCE], "properties": {"owner": {"$ref": "#/components/schemas/Owner"}}}
    schemas: dict[str, Any] = {
        "Pet": {
            "properties": {"kind": {"type": "string"}},
            "discriminator": {
                "propertyName": "kind",
                "mapping": {"dog": "#/components/schemas/Dog"},
            },
        },
        "Dog": dog,
        "Owner": {"type": "string"},
        "Order": {"properties": {"pet": REFERENCE}},
        "Node": {"properties": {"next": {"$ref": "#/components/schemas/Node"}}},
        "Unused": {"type": "string"},
    }
    key = {"type": "apiKey", "in": "header", "name": "X-Key"}
    parameters = [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}]
    return {
        "openapi": "3.1.0",
        "info": {"title": "Pets", "version": "1"},
        "tags": [{"name": "pets"}, {"name": "orders"}, {"name": "trees"}],
        "paths": {
            "/pets": {
                "get": _operation("pets", "listPets", **_answer(REFERENCE)),
                "post": _operation("pets", "addPet", **{"x-specquilt-call": "pets.register"}),
            },
            "/pets/{id}": {
                "parameters": parameters,
                "get": _operation("pets", "getPet"),
                "delete": _operation("pets", "deletePet", security=[{"key": []}]),
            },
            "/orders": {"get": _operation("orders", "listOrders", **_answer(schemas["Order"]))},
            "/trees": {
                "get": _operation("trees", "grow", **_answer({"$ref": "#/components/schemas/Node"}))
            },
        },
        "webhooks": {"petBorn": {"post": _operation("pets", "onBirth")}},
        "components": {"schemas": schemas, "securitySchemes": {"key": key}},
    }


def _selected(include: list[str] | None = None, exclude: list[str] | None = None) -> dict[str, Any]:
    choice = Choice(tuple(include or ()), tuple(exclude or ()))
    return select(Document(_document()), choice, calls_of).data


def _names(data: dict[str, Any]) -> list[str]:
    return [
        str(operation["operationId"])
        for section in ("paths", "webhooks")
        for item in data.get(section, {}).values()
        for key, operation in item.items()
        if key != "parameters"
    ]


PETS = ["listPets", "addPet", "getPet", "deletePet"]


@pytest.mark.parametrize(
    ("patterns", "operations"),
    [
        (["tag:pets"], [*PETS, "onBirth"]),
        (["tag:*s"], [*PETS, "listOrders", "grow", "onBirth"]),
        (["/pets"], ["listPets", "addPet"]),
        (["/pets/*"], ["getPet", "deletePet"]),
        (["/pets/**"], PETS),
        (["/*s"], ["listPets", "addPet", "listOrders", "grow"]),
        (["GET /pets/{id}"], ["getPet"]),
        (["get /**"], ["listPets", "getPet", "listOrders", "grow"]),
        (["listPets"], ["listPets"]),
        (["list*"], ["listPets", "listOrders"]),
        (["pets.register"], ["addPet"]),
        (["orders.list"], ["listOrders"]),
        (["petBorn"], ["onBirth"]),
        (["listPets", "tag:orders"], ["listPets", "listOrders"]),
    ],
)
def test_pattern_includes_operations(patterns: list[str], operations: list[str]) -> None:
    assert _names(_selected(patterns)) == operations


@pytest.mark.parametrize(
    ("patterns", "operations"),
    [
        (["tag:pets"], ["listOrders", "grow"]),
        (["DELETE /**"], ["listPets", "addPet", "getPet", "listOrders", "grow", "onBirth"]),
    ],
)
def test_pattern_excludes_operations(patterns: list[str], operations: list[str]) -> None:
    assert _names(_selected(exclude=patterns)) == operations


def test_exclude_applies_to_included_operations() -> None:
    assert _names(_selected(["/pets/**"], ["deletePet"])) == ["listPets", "addPet", "getPet"]


def test_empty_choice_returns_the_same_document() -> None:
    document = Document(_document())
    assert select(document, Choice(), calls_of) is document


@pytest.mark.parametrize(
    ("pattern", "schemas"),
    [
        ("listPets", ["Pet", "Dog", "Owner"]),
        ("listOrders", ["Pet", "Dog", "Owner"]),
        ("grow", ["Node"]),
    ],
)
def test_only_components_that_operations_need_are_kept(pattern: str, schemas: list[str]) -> None:
    assert list(_selected([pattern])["components"]["schemas"]) == schemas


def test_unused_sections_of_components_are_removed() -> None:
    assert "components" not in _selected(["getPet"]) or not _selected(["getPet"])["components"]


def test_security_schemes_of_selected_operations_are_kept() -> None:
    assert list(_selected(["deletePet"])["components"]) == ["securitySchemes"]


def test_tags_without_operations_are_removed() -> None:
    assert _selected(["grow", "listPets"])["tags"] == [{"name": "pets"}, {"name": "trees"}]


def test_shared_parameters_of_a_path_are_kept_with_its_operations() -> None:
    assert list(_selected(["getPet"])["paths"]["/pets/{id}"]) == ["parameters", "get"]


def test_operations_of_a_referenced_path_item_are_selected_individually() -> None:
    data = _document()
    data["components"]["pathItems"] = {"Pets": data["paths"]["/pets"]}
    data["paths"]["/pets"] = {"$ref": "#/components/pathItems/Pets"}
    chosen = select(Document(data), Choice(("listPets",)), calls_of).data
    assert list(chosen["paths"]["/pets"]) == ["get"]
    assert "pathItems" not in chosen["components"]


def test_references_into_removed_operations_are_inlined() -> None:
    data = _document()
    place = "#/paths/~1pets/get/responses/200/content/application~1json/schema"
    data["paths"]["/orders"]["get"] |= _answer({"$ref": place})
    chosen = select(Document(data), Choice(("listOrders",)), calls_of).data
    content = chosen["paths"]["/orders"]["get"]["responses"]["200"]["content"]
    assert content["application/json"]["schema"] == REFERENCE
    assert "Pet" in chosen["components"]["schemas"]


def test_the_original_document_is_not_changed() -> None:
    document = Document(_document())
    select(document, Choice(("listPets",)), calls_of)
    assert document.data == _document()


def test_all_patterns_without_match_are_reported() -> None:
    with pytest.raises(InputError) as caught:
        _selected(["listPet", "tag:cats"], ["/cats"])
    assert [finding.message for finding in caught.value.findings] == [
        "'listPet' matches no operation",
        "'tag:cats' matches no operation",
        "'/cats' matches no operation",
    ]
    assert caught.value.findings[0].help.startswith("did you mean listPets")


def test_empty_selection_is_an_error() -> None:
    with pytest.raises(InputError, match="nothing-selected"):
        _selected(["listPets"], ["tag:pets"])


@pytest.mark.parametrize(
    ("patterns", "left"),
    [
        (["x-internal"], ["b", "d"]),
        (["x-audience:staff"], ["a", "b"]),
        (["x-audience:st*"], ["a", "b"]),
        (["x-audience"], ["a"]),
        (["x-owner:7", "x-internal:false"], ["a", "c"]),
    ],
)
def test_extensions_select_what_says_so(patterns: list[str], left: list[str]) -> None:
    paths = {
        "/a": {"get": _operation("t", "a", **{"x-internal": True, "x-audience": None})},
        "/b": {"get": _operation("t", "b", **{"x-internal": False, "x-audience": ["all"]})},
        "/c": {"x-internal": "true", "get": _operation("t", "c", **{"x-audience": "staff"})},
        "/d": {"get": _operation("t", "d", **{"x-owner": 7, "x-audience": ["all", "staff"]})},
    }
    document = Document({"openapi": "3.1.0", "info": {}, "paths": paths})
    kept = select(document, Choice(exclude=tuple(patterns)), calls_of).data["paths"]
    assert [item["get"]["operationId"] for item in kept.values()] == left


def test_pattern_of_an_extension_that_nothing_has_is_an_error() -> None:
    with pytest.raises(InputError, match="'x-internal' matches no operation"):
        _selected(exclude=["x-internal"])
