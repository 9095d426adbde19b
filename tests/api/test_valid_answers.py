"""Examples are used as answers if they are valid; where types do not decide, a value is searched."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from api.small import document, method
from specquilt.api.answers import ValidAnswers
from specquilt.api.build import build
from specquilt.openapi.cursor import Cursor
from specquilt.openapi.document import Document

TEXT = {"type": "string"}
WHOLE = {"type": "integer"}


def _object(*required: str, **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(required), "properties": properties}


def _document(schemas: dict[str, Any] | None = None) -> Document:
    info = {"title": "Zoo", "version": "1"}
    data = {"openapi": "3.1.0", "info": info, "components": {"schemas": schemas or {}}}
    return Document(data)


def _answer(schema: Any, example: Any = None) -> Any:
    content = {"schema": schema} | ({} if example is None else {"example": example})
    response = {"description": "x", "content": {"application/json": content}}
    return method({"responses": {"200": response}}).response.example


def test_examples_are_left_out_where_they_are_not_read() -> None:
    content = {"application/json": {"schema": TEXT, "example": "x"}}
    paths = {"/a": {"get": {"responses": {"200": {"description": "x", "content": content}}}}}
    (wanted,), (unwanted,) = (
        build(document(paths), answers=answers)[0].operations for answers in (True, False)
    )
    assert (wanted.response.example, unwanted.response.example) == ("x", None)
    assert replace(wanted, response=replace(wanted.response, example=None)) == unwanted


def test_a_valid_example_is_the_answer() -> None:
    assert _answer(_object("a", a=WHOLE), {"a": 3, "more": 1}) == {"a": 3, "more": 1}


@pytest.mark.parametrize("example", [{}, {"a": "x"}, {"a": -1}, [1]])
def test_an_invalid_example_is_none(example: Any) -> None:
    assert _answer(_object("a", a=WHOLE | {"minimum": 0}), example) is None


def test_unions_that_contradict_each_other_have_no_answer() -> None:
    text, thing = {"oneOf": [TEXT, WHOLE]}, {"oneOf": [_object(a=WHOLE), _object(b=WHOLE)]}
    assert _answer({"allOf": [text, thing]}) is None


ONE_OF: dict[str, Any] = {
    "first": (
        [_object("a", a=WHOLE), _object("b", b=WHOLE)],
        None,
    ),
    "an optional field decides": (
        [_object(a=WHOLE), _object(a=TEXT, c=TEXT)],
        {"a": 0},
    ),
    "a member with more required fields": (
        [_object(a=WHOLE), _object("a", "b", a=TEXT, b=TEXT)],
        None,
    ),
    "another member": (
        [{"type": "number"}, WHOLE, _object("id", id=TEXT)],
        {"id": "id"},
    ),
    "another number": ([{"type": "number"}, WHOLE], 0.5),
    "items": (
        [{"type": "array", "items": WHOLE}, {"type": "array", "items": TEXT}],
        [0],
    ),
    "another value of an enum": (
        [{"enum": ["a", "b"]}, {"enum": ["a", "c"]}],
        "b",
    ),
    "no value": ([TEXT, TEXT], None),
}


@pytest.mark.parametrize("name", ONE_OF)
def test_a_value_that_one_member_fits_is_searched_if_the_first_fits_several(name: str) -> None:
    members, expected = ONE_OF[name]
    assert _answer({"oneOf": members}) == expected


def test_the_search_goes_on_inside_of_objects_and_lists() -> None:
    rows = {"oneOf": [{"type": "array", "items": each} for each in (WHOLE, TEXT)]}
    inner = {"type": "array", "minItems": 2, "items": _object("rows", rows=rows)}
    answer = _answer(_object("it", "when", it=inner, when=TEXT | {"format": "date-time"}))
    assert answer == {"it": [{"rows": [0]}] * 2, "when": "2030-01-31T00:00:00Z"}


def test_parts_of_all_of_and_fields_beside_a_union_are_kept() -> None:
    union = {"oneOf": [_object(a=WHOLE), _object(a=TEXT)], **_object("id", id=TEXT)}
    answer = _answer({"allOf": [union, _object("size", size={"type": ["integer", "null"]})]})
    assert answer == {"size": None, "id": "id", "a": 0}


def test_the_tag_of_a_member_is_kept() -> None:
    kinds = {"type": "string", "enum": ["cat", "dog"]}
    cat, dog = (_object("kind", kind=kinds, bark=each) for each in (TEXT, WHOLE))
    schemas = {"Cat": cat, "Dog": dog}
    mapping = {name.lower(): f"#/components/schemas/{name}" for name in schemas}
    union = {
        "oneOf": [{"$ref": f"#/components/schemas/{name}"} for name in ("Dog", "Cat")],
        "discriminator": {"propertyName": "kind", "mapping": mapping},
    }
    assert _answered(union, schemas) == {"kind": "dog", "bark": 0}


def test_a_schema_that_contains_itself_in_any_case_has_no_answer() -> None:
    schemas = {
        "Tree": _object("in", **{"in": {"oneOf": [{"$ref": "#/components/schemas/Tree"}] * 2}})
    }
    assert _answered({"$ref": "#/components/schemas/Tree"}, schemas) is None


def test_a_schema_is_not_searched_inside_of_itself() -> None:
    tree = {"oneOf": [{"$ref": "#/components/schemas/Tree"}, _object(a=WHOLE), _object(a=TEXT)]}
    schemas = {"Tree": _object("in", **{"in": tree})}
    assert _answered({"$ref": "#/components/schemas/Tree"}, schemas) == {"in": {"a": 0}}


def test_further_values_of_a_member_are_tried() -> None:
    no = {"type": "boolean", "enum": [False]}
    assert _answered({"oneOf": [{"type": "boolean"}, no]}, {}) is True


def test_the_search_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A union of objects that have many such unions has more values than anybody can try."""
    names = "abcdefgh"
    union = {"oneOf": [{"$ref": f"#/components/schemas/{name}"} for name in names]}
    schemas = dict.fromkeys(names, _object(**dict.fromkeys(names, union)))
    tried: list[Any] = []
    smallest = ValidAnswers._smallest

    def counted(self: ValidAnswers, *place: Any) -> Any:
        tried.append(place)
        return smallest(self, *place)

    monkeypatch.setattr(ValidAnswers, "_smallest", counted)
    answers, document = ValidAnswers(_document(schemas)), _document(schemas)
    for number in range(60):
        assert answers.answer(Cursor((), union, document)) is None
        assert len(tried) <= 20_000 * (number + 1)
    assert len(tried) <= 300_000


def _answered(schema: Any, schemas: dict[str, Any]) -> Any:
    return ValidAnswers(_document(schemas)).answer(Cursor((), schema, _document(schemas)))


AMBIGUOUS = {"oneOf": [_object(a=WHOLE), _object(a=TEXT)]}


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        (TEXT | {"minLength": 3}, "xxx"),
        ({"properties": {"b": TEXT}, "required": ["b"]}, {"b": "b"}),
        ({"type": "object"}, {}),
        ({"type": "array", "minItems": 1}, [None]),
        ({"type": "array", "minItems": 1, "items": TEXT | {"minLength": 3}}, ["xxx"]),
        ({"type": "boolean"}, False),
        (TEXT | {"nullable": True}, None),
        ({"const": 7}, 7),
        ({"oneOf": [{"type": "null"}, WHOLE]}, 0),
    ],
)
def test_fields_beside_a_union_have_the_smallest_value(schema: Any, value: Any) -> None:
    answer = _answer(_object("it", "union", it=schema, union=AMBIGUOUS))
    assert answer == {"it": value, "union": {"a": 0}}


def test_a_discriminator_without_mapping_names_no_tag() -> None:
    cat, dog = (_object(kind=TEXT, bark=each) for each in (TEXT, WHOLE))
    union = {
        "oneOf": [{"$ref": f"#/components/schemas/{name}"} for name in ("Dog", "Cat")],
        "discriminator": {"propertyName": "kind"},
    }
    assert _answered(union, {"Cat": cat, "Dog": dog}) == {"bark": 0}
