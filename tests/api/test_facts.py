"""Facts: calls of operations, naming hints of schemas, and where arguments are given."""

from __future__ import annotations

from typing import Any

from api.small import OK, TEXT, facts, with_answer, with_body
from specquilt.api.hints import Hint, HintPart
from specquilt.api.published import WantedCall
from specquilt.api.types import Component
from specquilt.api.value_types import ListOf, Named, Scalar

CAT = {"type": "object", "properties": {"name": {"type": "string"}}}


def test_operation_has_the_parts_of_its_wanted_call() -> None:
    get = {"x-specquilt-call": "cats.get", "tags": ["Cats"], "operationId": "getCat"}
    api, _ = facts({"/cats": {"get": get | {"responses": OK}}})
    assert api.operations[0].wanted == WantedCall("cats.get", "Cats", "getCat")


def test_operations_and_variants_have_unique_ids() -> None:
    content = {"application/json": {"schema": CAT}, "text/event-stream": {"schema": CAT}}
    responses = {"200": {"description": "Fine.", "content": content}}
    api, _ = facts({"/chat": {"post": {"operationId": "chat", "responses": responses}}})
    assert [each.id for each in api.operations] == ["POST /chat", "POST /chat (stream)"]
    assert [each.streams for each in api.operations] == [False, True]


def test_schema_ids_are_json_pointers() -> None:
    get = with_answer("application/json", {"type": "array", "items": CAT})
    api, _ = facts({"/cats": {"get": get | {"operationId": "x"}}}, {"Dog": CAT})
    schema = "/paths/~1cats/get/responses/200/content/application~1json/schema"
    assert api.operations[0].response.type == ListOf(Named(f"{schema}/items"))
    assert [each.id for each in api.schemas] == [f"{schema}/items"]
    place = ("components", "schemas", "Dog")
    assert api.components == (Component("/components/schemas/Dog", "Dog", place),)


def test_unnamed_schema_has_a_hint() -> None:
    get = with_answer("application/json", {"type": "array", "items": CAT})
    api, _ = facts({"/cats": {"get": get | {"operationId": "x"}}})
    parts = (HintPart("word", "Response"), HintPart("word", "Item"))
    assert api.schemas[0].hint == Hint("operation", "GET /cats", parts)
    assert api.schemas[0].operation == "GET /cats"


def test_hint_inside_a_component_starts_with_the_component() -> None:
    cat = {"type": "object", "properties": {"home": CAT}}
    reference = {"$ref": "#/components/schemas/Cat"}
    get = with_answer("application/json", reference)
    api, _ = facts({"/cats": {"get": get | {"operationId": "x"}}}, {"Cat": cat})
    outer, inner = api.schemas
    assert (outer.id, outer.hint) == ("/components/schemas/Cat", None)
    assert inner.hint == Hint("schema", outer.id, (HintPart("property", "home"),))


def test_two_schemas_from_one_pointer_have_unique_ids() -> None:
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


def test_pagination_has_wire_names_of_parameters() -> None:
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
