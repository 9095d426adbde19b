"""Discriminated schemas that others extend with ``allOf``."""

from __future__ import annotations

from typing import Any

import pytest

from api.small import OK, answered, method, methods, models, package, with_body
from specquilt.api.value_types import Discriminator, Named, UnionOf

PET = {
    "type": "object",
    "required": ["kind"],
    "properties": {"kind": {"type": "string"}, "name": {"type": "string"}},
    "discriminator": {"propertyName": "kind"},
}
REFERENCE = {"$ref": "#/components/schemas/Pet"}


def _kind(*properties: str, base: str = "Pet") -> dict[str, Any]:
    own = {"type": "object", "properties": {name: {"type": "string"} for name in properties}}
    return {"allOf": [{"$ref": f"#/components/schemas/{base}"}, own]}


ZOO = {"Pet": PET, "Cat": _kind("claws"), "Dog": _kind("bark")}


def _union(schemas: dict[str, Any]) -> UnionOf:
    type_, surface = answered(REFERENCE, schemas)
    assert type_ == Named("Pet")
    alias = models(surface)["Pet"].alias
    assert isinstance(alias, UnionOf)
    return alias


def test_discriminated_schema_is_the_union_of_its_subtypes() -> None:
    assert _union(ZOO).members == (Named("Cat"), Named("Dog"))


def test_discriminator_values_default_to_component_names() -> None:
    tag = _union(ZOO).discriminator
    assert tag == Discriminator("kind", (("Cat", "Cat"), ("Dog", "Dog")))
    mapping = {"cat": "#/components/schemas/Cat", "dog": "Dog"}
    discriminator = {"propertyName": "kind", "mapping": mapping}
    tag = _union(ZOO | {"Pet": PET | {"discriminator": discriminator}}).discriminator
    assert tag is not None
    assert tag.mapping == (("cat", "Cat"), ("dog", "Dog"))


def test_subtypes_inherit_properties() -> None:
    _, surface = answered(REFERENCE, ZOO)
    assert [field.wire for field in models(surface)["Cat"].fields] == ["kind", "name", "claws"]


def test_subtypes_that_add_nothing_are_types_of_their_own() -> None:
    """Otherwise, the union would be a member of itself."""
    same = {"Cat": {"allOf": [REFERENCE]}, "Dog": {"allOf": [REFERENCE], "required": ["name"]}}
    assert _union({"Pet": PET, **same}).members == (Named("Cat"), Named("Dog"))
    _, surface = answered(REFERENCE, {"Pet": PET, **same})
    assert [field.required for field in models(surface)["Cat"].fields] == [True, False]
    assert [field.required for field in models(surface)["Dog"].fields] == [True, True]


def test_subtypes_of_subtypes_are_subtypes() -> None:
    members = _union(ZOO | {"Lion": _kind("mane", base="Cat")}).members
    assert members == (Named("Cat"), Named("Dog"), Named("Lion"))


def test_subtype_can_contain_its_base() -> None:
    pack = {"allOf": [REFERENCE, {"type": "object", "properties": {"leader": REFERENCE}}]}
    _, surface = answered(REFERENCE, ZOO | {"Dog": pack})
    (leader,) = (field for field in models(surface)["Dog"].fields if field.wire == "leader")
    assert leader.type == Named("Pet")


def test_one_of_beside_properties_lists_the_subtypes() -> None:
    listed = [{"$ref": "#/components/schemas/Dog"}, {"$ref": "#/components/schemas/Cat"}]
    assert _union(ZOO | {"Pet": PET | {"oneOf": listed}}).members == (Named("Dog"), Named("Cat"))


@pytest.mark.parametrize("schemas", [{"Pet": PET}, {"Pet": PET, "Cat": _kind("claws")}])
def test_base_with_fewer_than_two_subtypes_is_a_class(schemas: dict[str, Any]) -> None:
    _, surface = answered(REFERENCE, schemas)
    assert models(surface)["Pet"].alias is None


def test_body_with_discriminated_schema_is_one_argument() -> None:
    create = {"operationId": "x", "responses": OK} | with_body("application/json", REFERENCE)
    surface, _ = package({"/pets": {"post": create}}, ZOO)
    assert [(param.name, param.type) for param in methods(surface)[0].arguments] == [
        ("body", Named("Pet"))
    ]
    plain = method(with_body("application/json", PET | {"discriminator": None}), verb="post")
    assert [param.name for param in plain.arguments] == ["kind", "name"]


def test_discriminator_can_be_optional() -> None:
    tag = _union(ZOO).discriminator
    assert tag is not None
    assert not tag.optional
    loose = {key: value for key, value in PET.items() if key != "required"}
    tag = _union(ZOO | {"Pet": loose}).discriminator
    assert tag is not None
    assert tag.optional
