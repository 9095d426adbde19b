"""The types of error bodies: which are documented, for which errors, and where they are written."""

from __future__ import annotations

from typing import Any

import pytest

from api.small import document, methods, models, named
from python.zoo import tree
from specquilt.api.value_types import Named, Type
from specquilt.python.surface.types import Surface

A, B, C = (Named(name) for name in "ABC")
SCHEMAS: dict[str, Any] = {
    name: {"type": "object", "properties": {"message": {"type": "string"}}} for name in "ABC"
}


def answers(**bodies: str | None) -> dict[str, Any]:
    """Return the responses of an operation: a schema for each status, or none."""
    return {"200": {"description": "Fine."}} | {
        status.lstrip("_"): {
            "description": "Wrong.",
            **({"content": {"application/json": {"schema": _schema(name)}}} if name else {}),
        }
        for status, name in bodies.items()
    }


def _schema(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"} if len(name) == 1 else {"type": name}


def api(*operations: dict[str, Any]) -> dict[str, Any]:
    """Return a document with one operation for each set of responses."""
    paths = {
        f"/p{number}": {"get": {"operationId": f"call{number}", "responses": responses}}
        for number, responses in enumerate(operations)
    }
    made: dict[str, Any] = document(paths, SCHEMAS)
    return made


def tables(*operations: dict[str, Any]) -> tuple[dict[int, Type], list[dict[int, Type]]]:
    """Return the package's table of types, and that of each operation."""
    surface, _ = named(api(*operations))
    return dict(surface.error_bodies), [dict(each.error_bodies) for each in methods(surface)]


def classes(surface: Surface) -> dict[int, tuple[Type, ...]]:
    """Return the types of the body of each exception class."""
    return {error.status: error.bodies for error in surface.errors}


def test_type_on_which_all_operations_agree_is_written_once() -> None:
    several = answers(_404="A", _422="B")
    assert tables(answers(_404="A"), several, several) == ({404: A, 422: B}, [{}, {}, {}])


def test_operation_writes_down_what_differs_from_most() -> None:
    usual, own = tables(answers(_404="A"), answers(_404="B"), answers(_404="B"))
    assert (usual, own) == ({404: B}, [{404: A}, {}, {}])


def test_first_of_equally_common_types_is_the_usual_one() -> None:
    usual, own = tables(*[answers(_404="A")] * 2, *[answers(_404="B")] * 2)
    assert (usual, own) == ({404: A}, [{}, {}, {404: B}, {404: B}])


def test_type_of_a_single_operation_is_not_that_of_others() -> None:
    assert tables(answers(_404="A"), answers(_410="B")) == ({}, [{404: A}, {410: B}])


def test_type_of_several_operations_serves_those_that_do_not_document_the_status() -> None:
    assert tables(answers(_404="A"), answers(_410="A")) == ({404: A, 410: A}, [{}, {}])


@pytest.mark.parametrize("status", ["default", "4XX"])
def test_other_errors_have_the_type_of_the_range_or_default(status: str) -> None:
    usual, _ = tables(*[answers(**{status: "A"})] * 2)
    assert usual == ({4: A, 5: A} if status == "default" else {4: A})


def test_range_takes_precedence_over_default() -> None:
    usual, _ = tables(*[answers(**{"4XX": "A", "default": "B"})] * 2)
    assert usual == {4: A, 5: B}


def test_default_holds_for_statuses_that_only_other_operations_document() -> None:
    surface, _ = named(api(answers(_404="A"), answers(default="B")))
    assert classes(surface) == {404: (A, B)}
    assert [dict(each.error_bodies) for each in methods(surface)] == [{404: A}, {4: B, 5: B}]


def test_status_that_has_the_type_of_its_range_is_not_written_down() -> None:
    usual, own = tables(*[answers(_404="A", default="A")] * 2)
    assert (usual, own) == ({4: A, 5: A}, [{}, {}])


def test_default_without_success_is_no_error() -> None:
    responses = {"404": answers(_404="A")["404"], "default": answers(default="B")["default"]}
    assert tables(responses) == ({}, [{404: A}])


@pytest.mark.parametrize("schema", [None, "string", "object"])
def test_body_without_a_model_has_no_type(schema: str | None) -> None:
    assert tables(answers(_404=schema)) == ({}, [{}])


def test_body_of_a_default_error_is_a_model_of_the_package() -> None:
    surface, _ = named(api(answers(default="A")))
    assert {name: model.in_responses for name, model in models(surface).items()} == {"A": True}


def test_too_many_types_for_one_class_leave_its_body_untyped() -> None:
    many = {f"M{number}": SCHEMAS["A"] for number in range(9)}
    operations = [answers(_404="A") for _ in many]
    for name, responses in zip(many, operations, strict=True):
        content = responses["404"]["content"]["application/json"]
        content["schema"] = {"$ref": f"#/components/schemas/{name}"}
    spec = api(*operations)
    spec["components"]["schemas"] = many
    surface, _ = named(spec)
    assert classes(surface) == {404: ()}
    assert [len(each.error_bodies) for each in methods(surface)] == [1] * 9


def test_members_of_a_union_are_named_once() -> None:
    both = answers(_404=None)
    schema = {"anyOf": [_schema("A"), _schema("B")]}
    both["404"]["content"] = {"application/json": {"schema": schema}}
    surface, _ = named(api(answers(_404="A"), answers(_404="A"), both))
    assert [each.bodies for each in surface.errors] == [(A, B)]


def test_exception_class_names_all_types_and_the_raw_body() -> None:
    a, b = answers(_404="A", _410=None), answers(_404="B")
    files = tree(api(a, a, b))
    text = files["zoo_client/errors.py"]
    assert "if TYPE_CHECKING:\n    from . import types\n" in text
    assert "        def body(self) -> types.A | types.B | RawBody: ...\n" in text
    assert text.count("def body(") == 1
    assert "bodies=lambda: {404: types.A}," in files["zoo_client/client.py"]
    assert "errors=lambda: {404: types.B}" in files["zoo_client/resources/p2.py"]


def test_package_without_typed_errors_imports_no_types_for_them() -> None:
    files = tree(api(answers(_404=None)))
    assert "types" not in files["zoo_client/errors.py"]
    assert "bodies=" not in files["zoo_client/client.py"]
