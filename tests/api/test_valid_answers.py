"""Examples are used as answers if they are valid; where types do not decide, a value is searched."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from api.small import method
from specquilt.api.answers import ValidAnswers
from specquilt.api.fitting import Fitting
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


# --- what fits -----------------------------------------------------------------------------------

VALUES: tuple[Any, ...] = (
    None, True, 0, 1, 1.0, 2, 2.5, 3, 4, "", "a", "ab", "abc", [], [1], [1, 1], ["a"], [1, "a"],
    {}, {"a": 1}, {"a": "x"}, {"b": 1}, {"a": 1, "b": "x"},
)  # fmt: skip
SCHEMAS: tuple[Any, ...] = (
    {}, True, False, TEXT, WHOLE, {"type": "number"}, {"type": "boolean"}, {"type": "null"},
    {"type": ["string", "null"]}, {"enum": [1, "a"]}, {"const": True}, {"enum": [0]},
    {"minimum": 2}, {"maximum": 2}, {"exclusiveMinimum": 2}, {"exclusiveMaximum": 2},
    {"multipleOf": 2}, {"multipleOf": 0.5}, {"minLength": 2}, {"maxLength": 2}, {"pattern": "b"},
    {"minItems": 1}, {"maxItems": 1}, {"minProperties": 1}, {"maxProperties": 1},
    {"uniqueItems": True}, {"items": WHOLE}, {"prefixItems": [WHOLE, TEXT]},
    {"prefixItems": [WHOLE], "items": TEXT}, {"items": False}, _object("a", a=WHOLE),
    {"properties": {"a": WHOLE}, "additionalProperties": False}, {"additionalProperties": TEXT},
    {"patternProperties": {"a|b": True}, "additionalProperties": False},
    {"allOf": [WHOLE, {"minimum": 1}]}, {"anyOf": [WHOLE, TEXT]}, {"not": WHOLE},
    {"oneOf": [WHOLE, {"type": "number"}]}, {"oneOf": [_object(a=WHOLE), _object("b")]},
)  # fmt: skip


@pytest.mark.parametrize("schema", SCHEMAS, ids=str)
def test_what_fits_is_what_jsonschema_says(schema: Any) -> None:
    fitting, validator = Fitting(_document()), Draft202012Validator(schema)
    ours = [value for value in VALUES if fitting.fits(schema, value)]
    assert ours == [value for value in VALUES if validator.is_valid(value)]


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("date", "2030-01-31", "2030-1-31"),
        ("date-time", "2030-01-31T00:00:00Z", "2030-01-31"),
        ("date-time", "2030-01-31T00:00:00.5+01:00", "2030-01-31T00:00:00"),
        ("email", "a@b.example", "a"),
        ("ipv4", "192.0.2.1", "192.0.2"),
        ("uuid", "6ba7b810-9dad-11d1-80b4-00c04fd430c8", "6ba7b810"),
        ("of ours", "anything", None),
    ],
)
def test_formats_that_clients_rely_on_are_checked(name: str, good: str, bad: str | None) -> None:
    fitting, schema = Fitting(_document()), {"type": "string", "format": name}
    assert fitting.fits(schema, good)
    assert bad is None or not fitting.fits(schema, bad)


@pytest.mark.parametrize(
    ("schema", "value", "expected"),
    [
        (TEXT | {"nullable": True}, None, True),
        ({"minimum": 1, "exclusiveMinimum": True}, 1, True),
        ({"pattern": "("}, "a", True),
        ({"multipleOf": 0}, 3, True),
        ({"$ref": "#/components/schemas/Tree"}, {"in": {"in": {}}}, True),
        ({"$ref": "#/components/schemas/Tree"}, {"in": {"in": 1}}, False),
    ],
)
def test_what_only_openapi_knows(schema: Any, value: Any, expected: bool) -> None:
    tree = {"type": "object", "properties": {"in": {"$ref": "#/components/schemas/Tree"}}}
    assert Fitting(_document({"Tree": tree})).fits(schema, value) is expected


def test_a_comparison_has_an_end() -> None:
    split: dict[str, Any] = {"oneOf": [{"$ref": "#/components/schemas/Split"}] * 2}
    assert isinstance(Fitting(_document({"Split": split})).fits(split, 1), bool)


# --- what is answered ----------------------------------------------------------------------------


def _answer(schema: Any, example: Any = None) -> Any:
    content = {"schema": schema} | ({} if example is None else {"example": example})
    response = {"description": "x", "content": {"application/json": content}}
    return method({"responses": {"200": response}}).response.example


def test_a_valid_example_is_the_answer() -> None:
    assert _answer(_object("a", a=WHOLE), {"a": 3, "more": 1}) == {"a": 3, "more": 1}


@pytest.mark.parametrize("example", [{}, {"a": "x"}, {"a": -1}, [1]])
def test_an_invalid_example_is_none(example: Any) -> None:
    assert _answer(_object("a", a=WHOLE | {"minimum": 0}), example) is None


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
