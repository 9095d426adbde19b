"""What type checkers say about programs of ``--witness`` is foreseen: no package is generated for it."""

from __future__ import annotations

import pytest

from diff.versions import base, edited, version
from specquilt.api.value_types import (
    ANY,
    NULL,
    Constants,
    ListOf,
    MapOf,
    Named,
    Scalar,
    Type,
    UnionOf,
)
from specquilt.comparison.witness.calls import CallPrograms
from specquilt.comparison.witness.checker import TypeChecker, opaque
from specquilt.comparison.witness.classes import ClassPrograms
from specquilt.comparison.witness.package import PackagePrograms

LIST, ABOUT = "/paths/~1quilts/get", "/paths/~1about/get"
SCHEMAS = "/components/schemas"
PHOTO = (
    "/paths/~1quilts~1{id}~1photo/put/requestBody/content/multipart~1form-data/schema/properties"
)
PAGES = "{style: offset, advance: width, items: quilts}"
INTEGER, NUMBER, STRING = Scalar("integer"), Scalar("number"), Scalar("string")


@pytest.mark.parametrize(
    ("target", "value", "is_taken"),
    [
        (NUMBER, INTEGER, True),
        (INTEGER, NUMBER, False),
        (INTEGER, Scalar("boolean"), True),
        (Scalar("date"), Scalar("date-time"), True),
        (Scalar("date-time"), Scalar("date"), False),
        (STRING, Constants(("a",), open=False), True),
        (Constants(("a",), open=False), STRING, False),
        (Constants(("a", "b"), open=False), Constants(("a",), open=False), True),
        (Constants(("a",), open=False), Constants(("a", "b"), open=False), False),
        (Constants((1,), open=False), Constants((True,), open=False), False),
        (Constants(("a",)), STRING, True),
        (UnionOf((STRING, NULL)), STRING, True),
        (STRING, UnionOf((STRING, NULL)), False),
        (ListOf(NUMBER), ListOf(INTEGER), False),
        (ListOf(STRING), ListOf(ANY), True),
        (MapOf(NUMBER), MapOf(INTEGER), False),
        (Named("Person"), Named("Star"), False),
        (Named("Person"), Named("Person"), True),
        (Named("Gone"), Named("Gone"), False),
        (Named("Patch"), Named("Round"), True),
        (Named("Patch"), Named("UnknownPatch"), True),
        (Named("Round"), Named("Patch"), False),
        (ANY, Named("Person"), True),
        (STRING, ANY, True),
        (STRING, opaque(ANY), False),
        (opaque(ANY), STRING, False),
        (ANY, opaque(ANY), True),
        (ListOf(STRING), opaque(ListOf(ANY)), False),
        (MapOf(STRING), opaque(MapOf(ANY)), False),
        (UnionOf((STRING, NULL)), opaque(UnionOf((ANY, NULL))), False),
    ],
)
def test_a_type_takes_what_type_checkers_accept(target: Type, value: Type, is_taken: bool) -> None:
    assert TypeChecker(version(base()).surface).takes(target, value) is is_taken


def test_items_of_arguments_may_be_of_a_subtype() -> None:
    checker = TypeChecker(version(base()).surface)
    assert checker.takes(ListOf(NUMBER), ListOf(INTEGER), is_list=False)
    assert not checker.takes(ListOf(INTEGER), ListOf(NUMBER), is_list=False)


@pytest.mark.parametrize(
    ("at", "before", "after", "call", "argument", "refused"),
    [
        (f"{LIST}/parameters/3/schema/items", "{type: integer}", "{type: number}", "quilts.list", "tags", ""),
        (f"{LIST}/parameters/3/schema/items", "{type: number}", "{type: integer}", "quilts.list", "tags", "return"),
        (f"{PHOTO}/photo", "=", "{type: array, items: {type: string, format: binary}}", "photos.upload", "", "return"),
        (f"{PHOTO}/title", "=", "{type: string, format: binary}", "photos.upload", "title", "return"),
        (f"{ABOUT}/responses/200/content", "text/event-stream: {schema: {type: string}}", "application/json: {schema: {type: string}}", "about", "", "return"),
        (f"{ABOUT}/responses/200/content", "application/json: {schema: {type: string, format: date}}", "application/json: {schema: {type: string, format: date-time}}", "about", "", "assert_type"),
        (f"{ABOUT}/responses/200/content", "application/json: {schema: {}}", "application/json: {schema: {type: string}}", "about", "", "set assert_type"),
        (f"{ABOUT}/responses/200/content", "=", "application/octet-stream: {schema: {type: string, format: binary}}", "about", "", "return assert_type"),
        (f"{ABOUT}/description", "", "Another", "about", "", ""),
        (f"{LIST}/x-specquilt-pagination", PAGES, "", "quilts.list_all", "", "return"),
        (f"{LIST}/parameters/0/schema", "=", "{type: string}", "quilts.list", "sort", ""),
    ],
)  # fmt: skip
def test_calls_are_refused_where_the_new_package_differs(
    at: str, before: str, after: str, call: str, argument: str, refused: str
) -> None:
    old = edited(at, before) if before != "=" else base()
    versions = version(old), version(edited(at, after, old))
    programs = CallPrograms(*versions, TypeChecker(versions[1].surface)).of(call, argument)
    assert [_way(each.text) for each in programs if each.is_refused] == refused.split()


def _way(text: str) -> str:
    """Return how a program shows a change."""
    if "assert_type(" in text:
        return "assert_type"
    return "set" if "set[" in text else "object" if ": object" in text else "return"


def test_a_method_of_another_kind_is_no_call_for_all_pages() -> None:
    old = edited(f"{LIST}/x-specquilt-pagination", PAGES)
    content = f"{{application/json: {{schema: {{$ref: '#{SCHEMAS}/Quilt'}}}}}}"
    operation = (
        f"{{operationId: list_all, tags: [quilts], "
        f"parameters: [{{name: colour, in: query, required: true, schema: {{type: string}}}}], "
        f"responses: {{'200': {{description: One, content: {content}}}}}}}"
    )
    new = edited("/paths/~1all/get", operation)
    versions = version(old), version(new)
    assert [each.dotted for each in versions[1].methods.values() if "list_all" in each.name]
    programs = CallPrograms(*versions, TypeChecker(versions[1].surface)).of("quilts.list_all")
    assert next(programs).is_refused


@pytest.mark.parametrize(
    ("at", "after", "attribute", "refused"),
    [
        (f"{SCHEMAS}/Person/properties/age", "{type: number}", "age", "return assert_type"),
        (f"{SCHEMAS}/Person/properties/age/readOnly", "true", "age", "dict dict"),
        (f"{SCHEMAS}/Person/properties/age/description", "Years", "age", ""),
        (f"{SCHEMAS}/Person/properties/size", "{type: integer}", "age", ""),
        (f"{SCHEMAS}/Person/required", "[email, code]", "age", "made dict dict"),
        (f"{SCHEMAS}/Person/required", "[]", "email", "return assert_type"),
    ],
)
def test_uses_of_fields_are_refused_where_the_new_package_differs(
    at: str, after: str, attribute: str, refused: str
) -> None:
    old, new = version(base()), version(edited(at, after))
    checkers = [TypeChecker(each.surface) for each in (old, new)]
    programs = ClassPrograms(old, *checkers).attribute("Person", attribute)
    assert [_use(each.text) for each in programs if each.is_refused] == refused.split()


def _use(text: str) -> str:
    if "PersonParam" in text:
        return "dict"
    return "made" if "types.Person(" in text else _way(text)


def test_dictionaries_consist_of_dictionaries() -> None:
    checker = TypeChecker(version(base()).surface)
    assert checker.in_dict(ListOf(Named("Person"))) == "Sequence[types.PersonParam]"


def test_a_field_that_is_only_received_is_in_no_dictionary() -> None:
    old = version(edited(f"{SCHEMAS}/Person/properties/age/readOnly", "true"))
    checkers = [TypeChecker(each.surface) for each in (old, old)]
    programs = ClassPrograms(old, *checkers).attribute("Person", "age")
    assert "dict" not in {_use(each.text) for each in programs}


def test_an_argument_may_have_a_name_that_the_program_needs() -> None:
    old = version(edited(f"{LIST}/parameters/0/name", "client"))
    new = version(edited(f"{LIST}/parameters/0", ""))
    program = next(CallPrograms(old, new, TypeChecker(new.surface)).of("quilts.list", "client"))
    assert "use(client: Client, colour: str, client_: int)" in program.text
    assert "client.quilts.list(colour=colour, client=client_)" in program.text


def test_the_name_of_the_client_is_only_refused_if_it_is_gone() -> None:
    versions = version(base()), version(base())
    programs = PackagePrograms(*versions, TypeChecker(versions[1].surface)).name("Client")
    assert [each.is_refused for each in programs] == [False]


def test_names_of_types_that_are_gone_are_never_the_same() -> None:
    checker = TypeChecker(version(base()).surface)
    assert checker.is_same(Named("Person"), Named("Person"))
    assert not checker.is_same(Named("Gone"), Named("Gone"))
