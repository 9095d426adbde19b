"""Types of schemas."""

from __future__ import annotations

from typing import Any

import pytest

from api.small import answered, methods, models, package
from specquilt.api.value_types import Constants, ListOf, MapOf, Named, Scalar, Type, UnionOf
from specquilt.openapi.finding import InputError
from specquilt.python.models.json_schema import response_schemas

TEXT, NUMBER, WHOLE, NULL, ANY = map(Scalar, ("string", "number", "integer", "null", "any"))  # type: ignore[arg-type]


def optional(*types: Type) -> UnionOf:
    """Return the union of the types and null."""
    return UnionOf((*types, NULL))


@pytest.mark.parametrize(
    ("schema", "type_"),
    [
        ({"type": "string"}, TEXT),
        ({"type": "string", "format": "date-time"}, Scalar("date-time")),
        ({"type": "string", "format": "made-up"}, TEXT),
        ({"type": "number", "format": "double"}, NUMBER),
        ({"type": "integer", "format": "int64"}, WHOLE),
        ({"type": "boolean"}, Scalar("boolean")),
        ({}, ANY),
        ({"description": "Any type"}, ANY),
        ({"type": "array", "items": {"type": "string"}}, ListOf(TEXT)),
        ({"items": {"type": "string"}}, ListOf(TEXT)),
        ({"type": "array"}, ListOf(ANY)),
        ({"type": "object"}, MapOf(ANY)),
        ({"type": "object", "additionalProperties": {"type": "integer"}}, MapOf(WHOLE)),
        ({"type": ["string", "null"]}, optional(TEXT)),
        ({"type": "string", "nullable": True}, optional(TEXT)),
        ({"oneOf": [{"type": "null"}, {"type": "string"}]}, optional(TEXT)),
        ({"oneOf": [{"type": "number"}, {"type": "integer"}]}, UnionOf((NUMBER, WHOLE))),
        ({"anyOf": [{"type": "string"}, {"type": "string", "format": "uri"}]}, TEXT),
        ({"anyOf": [{"type": "string"}, {}]}, ANY),
        ({"oneOf": [], "discriminator": {"propertyName": "x"}}, ANY),
        ({"allOf": [{"type": "string"}, {"maxLength": 3}]}, TEXT),
        ({"const": "cat"}, Constants(("cat",), open=False)),
        ({"type": "string", "enum": ["cat"]}, Constants(("cat",), open=False)),
        ({"type": "boolean", "enum": [True, False]}, Scalar("boolean")),
        ({"enum": [1.5, 2.5]}, NUMBER),
        ({"type": "object", "anyOf": [{"required": ["a"]}, {"required": ["b"]}]}, MapOf(ANY)),
    ],
)
def test_plain_schema(schema: dict[str, Any], type_: Type) -> None:
    assert answered(schema)[0] == type_


@pytest.mark.parametrize("other", [{}, {"nullable": True}, {"description": "x"}])
def test_a_union_stays_one_beside_parts_that_say_nothing_about_values(other: Any) -> None:
    members = [{"type": "string"}, {"type": "object", "properties": {"id": {"type": "string"}}}]
    type_, _ = answered({"allOf": [{"oneOf": members}, other]})
    assert isinstance(type_, UnionOf)
    assert TEXT in type_.members


def test_an_enum_is_named_and_open() -> None:
    type_, surface = answered(
        {"type": "array", "items": {"type": "string", "enum": ["cat", "dog"]}}
    )
    assert type_ == ListOf(Named("ZooCallResponseItem"))
    assert models(surface)["ZooCallResponseItem"].alias == Constants(("cat", "dog"), open=True)


def test_null_in_an_enum_makes_it_optional() -> None:
    type_, _ = answered({"enum": ["cat", "dog", None]})
    assert type_ == optional(Named("ZooCallResponse"))


@pytest.mark.parametrize("null", [{"type": ["object", "null"]}, {"nullable": True}])
def test_an_object_that_may_be_null_is_an_optional_class(null: dict[str, Any]) -> None:
    type_, surface = answered({"type": "object", "properties": {"id": {"type": "string"}}} | null)
    assert type_ == optional(Named("ZooCallResponse"))
    assert models(surface)["ZooCallResponse"].alias is None


def test_a_component_keeps_its_name_and_a_scalar_needs_none() -> None:
    schemas = {
        "Cat": {"properties": {"id": {"$ref": "#/components/schemas/Id"}}},
        "Id": {"type": "string"},
    }
    type_, surface = answered({"$ref": "#/components/schemas/Cat"}, schemas)
    assert type_ == Named("Cat")
    assert [field.type for field in models(surface)["Cat"].fields] == [TEXT]


def test_components_whose_names_differ_by_a_dash_stay_separate() -> None:
    schemas = {
        "Cat-Input": {"properties": {"a": {"type": "string"}}},
        "CatInput": {"properties": {"b": {"type": "string"}}},
    }
    references = [{"$ref": f"#/components/schemas/{name}"} for name in schemas]
    type_, surface = answered({"oneOf": references}, schemas)
    assert type_ == UnionOf((Named("CatInput2"), Named("CatInput")))
    assert [field.wire for field in models(surface)["CatInput"].fields] == ["b"]


def test_inline_objects_are_named_after_the_component_they_are_in() -> None:
    schemas = {"Cat": {"properties": {"home": {"properties": {"street": {"type": "string"}}}}}}
    _, surface = answered({"type": "array", "items": {"$ref": "#/components/schemas/Cat"}}, schemas)
    assert list(models(surface)) == ["Cat", "CatHome"]


def test_all_of_becomes_one_flat_class() -> None:
    schemas = {
        "Animal": {"required": ["id"], "properties": {"id": {"type": "string"}}},
        "Cat": {
            "allOf": [
                {"$ref": "#/components/schemas/Animal"},
                {"properties": {"lives": {"type": "integer"}}, "required": ["lives"]},
            ]
        },
    }
    _, surface = answered({"$ref": "#/components/schemas/Cat"}, schemas)
    fields = models(surface)["Cat"].fields
    assert [(field.wire, field.required) for field in fields] == [
        ("id", True),
        ("lives", True),
    ]


def test_all_of_one_reference_is_the_reference() -> None:
    schemas = {"Cat": {"properties": {"id": {"type": "string"}}}}
    wrapped = {
        "allOf": [{"$ref": "#/components/schemas/Cat"}],
        "description": "Mine.",
        "nullable": True,
    }
    assert answered(wrapped, schemas)[0] == optional(Named("Cat"))


def test_recursive_schemas_are_supported() -> None:
    tree = {
        "properties": {"below": {"type": "array", "items": {"$ref": "#/components/schemas/Tree"}}}
    }
    _, surface = answered({"$ref": "#/components/schemas/Tree"}, {"Tree": tree})
    assert models(surface)["Tree"].fields[0].type == ListOf(Named("Tree"))


def test_recursive_alias_is_named() -> None:
    deep = {
        "anyOf": [
            {"type": "string"},
            {"type": "array", "items": {"$ref": "#/components/schemas/Deep"}},
        ]
    }
    type_, surface = answered({"$ref": "#/components/schemas/Deep"}, {"Deep": deep})
    assert type_ == Named("Deep")
    assert models(surface)["Deep"].alias == UnionOf((TEXT, ListOf(Named("Deep"))))


def test_schemas_that_refer_to_nothing_but_each_other_are_anything() -> None:
    def nullable(name: str) -> dict[str, Any]:
        return {"anyOf": [{"$ref": f"#/components/schemas/{name}"}, {"type": "null"}]}

    schemas = {"A": nullable("B"), "B": nullable("A")}
    type_, surface = answered({"$ref": "#/components/schemas/A"}, schemas)
    assert type_ == optional(Named("A"))
    assert models(surface)["A"].alias == ANY


def test_circular_reference_is_an_error() -> None:
    schemas = {"A": {"$ref": "#/components/schemas/B"}, "B": {"$ref": "#/components/schemas/A"}}
    with pytest.raises(InputError, match="circular"):
        answered({"$ref": "#/components/schemas/A"}, schemas)


@pytest.mark.parametrize("reference", ["#/components/schemas/Gone", "other.yaml#/Cat", "#nowhere"])
def test_unresolved_reference_is_an_error_with_location(reference: str) -> None:
    with pytest.raises(InputError) as caught:
        answered({"$ref": reference})
    place = ("paths", "/animals", "get", "responses", "200")
    assert caught.value.findings[0].pointer[: len(place)] == place


CAT = {"required": ["kind"], "properties": {"kind": {"const": "cat"}}}
DOG = {"required": ["kind"], "properties": {"kind": {"enum": ["dog"]}}}
PETS = {"Cat": CAT, "Dog": DOG}
EITHER = [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}]


def test_required_constants_discriminate_members() -> None:
    _, surface = answered({"$ref": "#/components/schemas/Pet"}, PETS | {"Pet": {"oneOf": EITHER}})
    union = models(surface)["Pet"].alias
    assert isinstance(union, UnionOf)
    assert union.discriminator is not None
    assert union.discriminator.wire == "kind"
    assert union.discriminator.mapping == (("cat", "Cat"), ("dog", "Dog"))
    assert models(surface)["Pet"].unknown == "UnknownPet"


def test_explicit_mapping_takes_precedence() -> None:
    plain = {"properties": {"kind": {"type": "string"}}}
    mapping = {"c": "#/components/schemas/Cat", "d": "Dog", "e": "Dog"}
    pet = {"oneOf": EITHER, "discriminator": {"propertyName": "kind", "mapping": mapping}}
    _, surface = answered(
        {"$ref": "#/components/schemas/Pet"}, {"Cat": plain, "Dog": plain, "Pet": pet}
    )
    union = models(surface)["Pet"].alias
    assert isinstance(union, UnionOf)
    assert union.discriminator is not None
    assert union.discriminator.mapping == (("c", "Cat"), ("d", "Dog"), ("e", "Dog"))


def test_members_without_distinct_constants_are_a_plain_union() -> None:
    schemas = {"Cat": CAT, "Dog": CAT}
    assert answered({"oneOf": EITHER}, schemas)[0] == UnionOf((Named("Cat"), Named("Dog")))


def test_invalid_field_names_are_replaced() -> None:
    names = ["schema", "float", "_x", "class", "a b", "a-b", "model_dump", "model_id"]
    cat = {"properties": {name: {"type": "string"} for name in names}}
    _, surface = answered({"$ref": "#/components/schemas/Cat"}, {"Cat": cat})
    snakes = [field.name for field in models(surface)["Cat"].fields]
    assert snakes == ["schema_", "float_", "x", "class_", "a_b", "a_b_2", "model_dump_", "model_id"]


def test_only_what_operations_use_becomes_a_model() -> None:
    _, surface = answered({"$ref": "#/components/schemas/Cat"}, PETS)
    assert list(models(surface)) == ["Cat"]


def test_models_have_usage_and_dict_type() -> None:
    body = {"content": {"application/json": {"schema": {"type": "array", "items": EITHER[0]}}}}
    content = {"application/json": {"schema": EITHER[1]}}
    post = {
        "operationId": "send",
        "requestBody": body,
        "responses": {"200": {"description": "Fine.", "content": content}},
    }
    surface, _ = package({"/pets": {"post": post}}, PETS)
    cat, dog = models(surface)["Cat"], models(surface)["Dog"]
    assert (cat.in_requests, cat.in_responses, cat.dict_type) == (True, False, "CatParam")
    assert (dog.in_requests, dog.in_responses, dog.dict_type) == (False, True, "")
    assert len(methods(surface)) == 1


@pytest.mark.parametrize(
    ("values", "accepted"),
    [
        (["1", "-2"], ["string", "integer"]),
        (["1", "two"], ["string"]),
        (["1.5", "2"], ["string"]),
        ([1, 2], ["integer"]),
    ],
)
def test_open_enum_of_digits_accepts_numbers(values: list[Any], accepted: list[str]) -> None:
    _, surface = answered({"type": "object", "properties": {"level": {"enum": values}}})
    enum = next(each for each in response_schemas(surface).values() if "anyOf" in each)
    assert enum["anyOf"][0]["enum"] == values
    assert [each["type"] for each in enum["anyOf"][1:]] == accepted


def test_the_last_description_of_several_parts_is_that_of_the_object() -> None:
    first, last = (
        {"description": text, "properties": {text: {"type": "string"}}} for text in ("a", "b")
    )
    _, surface = answered({"allOf": [first, last]})
    assert [each.description for each in surface.models] == ["b"]
    _, surface = answered({"allOf": [first, last], "description": "own"})
    assert [each.description for each in surface.models] == ["own"]
