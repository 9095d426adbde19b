"""The surface: all public names of a package and their types, as data."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from api.small import OK, methods, models, named, package
from python.zoo import ZOO
from specquilt.python.names.calls import calls_of


def test_the_surface_is_plain_data() -> None:
    surface, _ = named(ZOO)
    shown: dict[str, Any] = json.loads(json.dumps(asdict(surface)))
    assert [child["name"] for child in shown["root"]["children"]] == ["animals", "jobs"]


def test_methods_have_annotations_as_python_code() -> None:
    surface, _ = named(ZOO)
    create = next(each for each in methods(surface) if each.dotted == "animals.create")
    assert [(each.name, each.annotation, each.required) for each in create.arguments] == [
        ("name", "str", True),
        ("parents", "Sequence[types.Animal | types.AnimalParam]", False),
    ]
    assert (create.returns, create.returns_async) == ("types.Animal", "types.Animal")
    assert [error.name for error in create.errors] == ["NotFoundError"]


def test_fields_have_annotations_as_python_code() -> None:
    surface, _ = named(ZOO)
    cat = models(surface)["Cat"]
    assert [(each.name, each.wire, each.annotation) for each in cat.fields] == [
        ("kind", "kind", "Literal['cat']"),
        ("id", "id", "str"),
        ("float_", "float", "list[float]"),
        ("born_at", "bornAt", "datetime.datetime"),
        ("schema_", "schema", "str"),
    ]
    animal = models(surface)["Animal"]
    assert (animal.annotation, animal.known, animal.unknown, animal.dict_type) == (
        "types.Cat | types.Dog",
        "KnownAnimal",
        "UnknownAnimal",
        "AnimalParam",
    )


def test_pages_name_the_arguments_and_the_method_for_all_of_them() -> None:
    surface, _ = named(ZOO)
    listing = next(each for each in methods(surface) if each.dotted == "animals.list")
    assert listing.pagination is not None
    pages = listing.pagination
    assert (pages.name, pages.advance, pages.limit) == ("list_all", "offset", "limit")
    assert pages.annotation == "types.Animal"


def test_collision_is_reported_at_the_renamed_part() -> None:
    parameters = [
        {"name": name, "in": "query", "schema": {"type": "string"}} for name in ("a-b", "a_b")
    ]
    get = {"operationId": "x", "parameters": parameters, "responses": OK}
    _, findings = package({"/a": {"get": get}})
    (finding,) = findings
    assert finding.pointer == ("paths", "/a", "get", "parameters", 1)
    assert finding.operation == "GET /a"


def test_calls_of_a_document_are_those_of_the_surface() -> None:
    surface, _ = named(ZOO)
    listed = calls_of(ZOO)
    found = [(f"{each.verb.lower()} {each.path}", each.dotted) for each in methods(surface)]
    assert sorted({endpoint for endpoint, _ in found}) == sorted(listed)
    assert [call for endpoint, call in found if call not in listed[endpoint]] == []
