"""Facts: calls of operations, naming hints of schemas, and where arguments are given."""

from __future__ import annotations

from typing import Any

from api.small import OK, TEXT, facts, with_answer, with_body
from specquilt.api.hints import Hint, HintPart
from specquilt.api.published import WantedCall
from specquilt.api.types import Component
from specquilt.api.value_types import ListOf, Named, Scalar

CAT = {"type": "object", "properties": {"name": {"type": "string"}}}


def test_an_operation_says_what_it_would_like_to_be_called() -> None:
    get = {"x-specquilt-call": "cats.get", "tags": ["Cats"], "operationId": "getCat"}
    api, _ = facts({"/cats": {"get": get | {"responses": OK}}})
    assert api.operations[0].wanted == WantedCall("cats.get", "Cats", "getCat")


def test_operations_have_ids_and_variants_have_ids_of_their_own() -> None:
    content = {"application/json": {"schema": CAT}, "text/event-stream": {"schema": CAT}}
    responses = {"200": {"description": "Fine.", "content": content}}
    api, _ = facts({"/chat": {"post": {"operationId": "chat", "responses": responses}}})
    assert [each.id for each in api.operations] == ["POST /chat", "POST /chat (stream)"]
    assert [each.streams for each in api.operations] == [False, True]


def test_schemas_are_known_by_their_places() -> None:
    get = with_answer("application/json", {"type": "array", "items": CAT})
    api, _ = facts({"/cats": {"get": get | {"operationId": "x"}}}, {"Dog": CAT})
    schema = "/paths/~1cats/get/responses/200/content/application~1json/schema"
    assert api.operations[0].response.type == ListOf(Named(f"{schema}/items"))
    assert [each.id for each in api.schemas] == [f"{schema}/items"]
    place = ("components", "schemas", "Dog")
    assert api.components == (Component("/components/schemas/Dog", "Dog", place),)


def test_a_schema_without_a_name_is_called_after_the_way_to_it() -> None:
    get = with_answer("application/json", {"type": "array", "items": CAT})
    api, _ = facts({"/cats": {"get": get | {"operationId": "x"}}})
    parts = (HintPart("word", "Response"), HintPart("word", "Item"))
    assert api.schemas[0].hint == Hint("operation", "GET /cats", parts)
    assert api.schemas[0].operation == "GET /cats"


def test_what_is_inside_a_component_is_called_after_the_component() -> None:
    cat = {"type": "object", "properties": {"home": CAT}}
    reference = {"$ref": "#/components/schemas/Cat"}
    get = with_answer("application/json", reference)
    api, _ = facts({"/cats": {"get": get | {"operationId": "x"}}}, {"Cat": cat})
    outer, inner = api.schemas
    assert (outer.id, outer.hint) == ("/components/schemas/Cat", None)
    assert inner.hint == Hint("schema", outer.id, (HintPart("property", "home"),))


def test_one_place_that_makes_two_schemas_gives_them_ids_of_their_own() -> None:
    base = {"type": "object", "properties": {"home": CAT}}
    more = {"type": "object", "properties": {"home": {"properties": {"street": {}}}}}
    schemas = {"Base": base, "Lion": {"allOf": [{"$ref": "#/components/schemas/Base"}, more]}}
    both = {"anyOf": [{"$ref": f"#/components/schemas/{name}"} for name in schemas]}
    api, _ = facts({"/a": {"get": with_answer("application/json", both)}}, schemas)
    home = "/components/schemas/Base/properties/home"
    assert [each.id for each in api.schemas if each.hint] == [home, f"{home} (2)"]


def test_a_header_of_every_operation_is_given_once_for_the_client() -> None:
    header = {"name": "X-Client", "in": "header"} | TEXT
    one, two = ({"operationId": name, "parameters": [header], "responses": OK} for name in "ab")
    api, _ = facts({"/a": {"get": one, "put": two}})
    assert [each.given for op in api.operations for each in op.parameters] == ["client"] * 2


def test_an_optional_switch_is_never_given_to_the_plain_variant() -> None:
    schema = {"type": "object", "properties": {"stream": {"type": "boolean"}}}
    content = {"application/json": {"schema": CAT}, "text/event-stream": {"schema": CAT}}
    post: dict[str, Any] = {
        **with_body("application/json", schema),
        "operationId": "chat",
        "responses": {"200": {"description": "Fine.", "content": content}},
    }
    api, _ = facts({"/chat": {"post": post}})
    switches = [operation.parameters[0] for operation in api.operations]
    assert [(each.given, each.constant) for each in switches] == [("never", None), ("call", True)]


def test_pages_name_parameters_as_they_go_over_the_wire() -> None:
    page = {"type": "object", "properties": {"cats": {"type": "array", "items": CAT}}}
    query = [{"name": name, "in": "query"} | TEXT for name in ("pageSize", "Page")]
    get = with_answer("application/json", page) | {"operationId": "x", "parameters": query}
    pagination = facts({"/cats": {"get": get}})[0].operations[0].pagination
    assert pagination is not None
    assert (pagination.advance, pagination.limit) == ("Page", "pageSize")


def test_kinds_of_scalars_are_those_of_json_schema() -> None:
    get = with_answer("application/json", {"type": "string", "format": "date-time"})
    api, _ = facts({"/a": {"get": get | {"operationId": "x"}}})
    assert api.operations[0].response.type == Scalar("date-time")
