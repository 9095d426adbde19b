"""Parameters and bodies of an operation."""

from __future__ import annotations

from typing import Any

import pytest

from api.small import (
    OK,
    TEXT,
    facts,
    named,
    operation,
    operations,
    rules,
    with_body,
)
from specquilt.api.types import Body
from specquilt.api.value_types import ListOf, Scalar
from specquilt.openapi.finding import InputError

# --- parameters ------------------------------------------------------------------------------


def test_every_placeholder_of_the_path_is_an_argument_declared_or_not() -> None:
    api, findings = facts({"/a/{zoo-id}/{id}": {"get": {"operationId": "x", "responses": OK}}})
    assert named(operations(api)[0].params) == [("zoo_id", "zoo-id", "path"), ("id", "id", "path")]
    assert rules(findings) == ["undeclared-path-parameter"] * 2


def test_an_operation_overrides_the_parameters_of_its_path() -> None:
    shared = {"name": "limit", "in": "query", "schema": {"type": "string"}}
    own = {"name": "limit", "in": "query", "schema": {"type": "integer"}}
    get = {"operationId": "x", "parameters": [own], "responses": OK}
    api, _ = facts({"/a": {"parameters": [shared], "get": get}})
    assert [param.type for param in operations(api)[0].params] == [Scalar("int")]


def test_arguments_have_names_of_their_own() -> None:
    names = ["self", "options", "class", "body", "from", "datasetType"]
    parameters = [{"name": name, "in": "query"} | TEXT for name in names]
    found = operation({"parameters": parameters}).params
    expected = ["self_", "options_", "class_", "body_", "from_", "dataset_type"]
    assert [param.name.snake for param in found] == expected


def test_headers_that_openapi_ignores_are_ignored() -> None:
    headers = [{"name": name, "in": "header"} | TEXT for name in ("Accept", "Authorization", "X-Y")]
    assert named(operation({"parameters": headers}).params) == [("x_y", "X-Y", "header")]


def test_style_and_explode_have_the_defaults_of_their_place() -> None:
    names = [("q", "query"), ("h", "header"), ("c", "cookie")]
    parameters = [{"name": name, "in": place} | TEXT for name, place in names]
    styles = [
        (param.style, param.explode) for param in operation({"parameters": parameters}).params
    ]
    assert styles == [("form", True), ("simple", False), ("form", True)]


@pytest.mark.parametrize("parameter", [{"in": "query"}, {"name": "x", "in": "body"}, {}])
def test_what_is_no_parameter_is_an_error(parameter: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="unsupported-parameter"):
        operation({"parameters": [parameter]})


def test_a_header_of_every_operation_is_an_argument_of_the_client() -> None:
    header = {"name": "X-Client-Name", "in": "header"} | TEXT
    get = {"parameters": [header], "responses": OK}
    api, _ = facts({"/a": {"get": get | {"operationId": "a"}, "put": get | {"operationId": "b"}}})
    assert [header.name.snake for header in api.headers] == ["client_name"]
    assert [op.params for op in operations(api)] == [(), ()]


# --- bodies ----------------------------------------------------------------------------------

NAMED = {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}}


@pytest.mark.parametrize(
    ("media_type", "kind"),
    [
        ("application/json", "json"),
        ("application/merge-patch+json; charset=utf-8", "json"),
        ("*/*", "json"),
        ("application/x-www-form-urlencoded", "form"),
        ("multipart/form-data", "multipart"),
    ],
)
def test_properties_of_a_body_are_arguments(media_type: str, kind: str) -> None:
    found = operation(with_body(media_type, NAMED), method="post")
    assert found.body is not None
    assert found.body.kind == kind
    assert named(found.params) == [("name", "name", "body")]


def test_a_body_that_is_no_object_is_one_argument() -> None:
    schema = {"type": "array", "items": {"type": "string"}}
    found = operation(with_body("application/json", schema, required=True), method="post")
    assert found.body == Body("whole", "application/json", required=True)
    assert found.params[0].type == ListOf(Scalar("str"))


def test_other_bodies_are_bytes() -> None:
    found = operation(
        with_body("audio/mpeg", {"format": "binary", "type": "string"}), method="post"
    )
    assert found.body == Body("binary", "audio/mpeg", required=False)
    assert found.params[0].type == Scalar("bytes")


def test_binary_parts_of_a_multipart_body_are_files() -> None:
    file = {"type": "string", "format": "binary"}
    properties = {
        "data": file,
        "more": {"type": "array", "items": file},
        "title": {"type": "string"},
    }
    schema = {"type": "object", "properties": properties}
    found = operation(with_body("multipart/form-data", schema), method="post")
    assert [param.place for param in found.params] == ["file", "file", "body"]
    assert found.params[1].type == ListOf(Scalar("bytes"))


def test_json_is_preferred_and_the_rest_is_told() -> None:
    content = {"application/xml": {"schema": NAMED}, "application/json": {"schema": NAMED}}
    post = {"operationId": "x", "requestBody": {"content": content}, "responses": OK}
    api, findings = facts({"/a": {"post": post}})
    body = operations(api)[0].body
    assert body is not None
    assert body.media_type == "application/json"
    assert rules(findings) == ["unsupported-media-type"]


def test_a_property_gives_way_to_a_parameter_of_its_name() -> None:
    schema = {"type": "object", "properties": {"id": {"type": "string"}}}
    found = operation(with_body("application/json", schema), path="/a/{id}", method="post")
    assert named(found.params) == [("id", "id", "path"), ("body_id", "id", "body")]


def test_a_required_constant_is_sent_without_being_asked_for() -> None:
    properties = {"kind": {"const": "cat"}, "version": {"const": 1}}
    schema = {"type": "object", "properties": properties, "required": ["kind"]}
    found = operation(with_body("application/json", schema), method="post").params
    assert [param.constant for param in found] == ["cat", None]


def test_what_the_server_sets_is_no_argument() -> None:
    schema = {"type": "object", "properties": {"id": {"readOnly": True}, "name": {}}}
    assert named(operation(with_body("application/json", schema), method="post").params) == [
        ("name", "name", "body")
    ]


FORM = "application/x-www-form-urlencoded"


def test_fields_of_a_form_have_the_style_of_their_encoding() -> None:
    schema = {"properties": {name: {"type": "object"} for name in ("a", "b", "c")}}
    encoding = {"a": {"style": "deepObject", "explode": True}, "b": {"explode": False}}
    content = {FORM: {"schema": schema, "encoding": encoding}}
    params = operation({"requestBody": {"content": content}}, method="post").params
    styles = [(param.style, param.explode) for param in params]
    assert styles == [("deepObject", True), ("form", False), ("form", True)]


@pytest.mark.parametrize("media_type", [FORM, "multipart/form-data"])
def test_a_form_without_fields_is_no_body(media_type: str) -> None:
    empty = with_body(media_type, {"type": "object", "properties": {}})
    found = operation(empty)
    assert (found.body, found.params) == (None, ())


def test_parts_have_the_content_type_of_their_encoding() -> None:
    schema = {"properties": {name: {"type": "object"} for name in ("a", "b", "c")}}
    encoding = {"a": {"contentType": "application/json"}, "b": {"contentType": "image/*"}}
    content = {"multipart/form-data": {"schema": schema, "encoding": encoding}}
    params = operation({"requestBody": {"content": content}}, method="post").params
    assert [param.media_type for param in params] == ["application/json", "", ""]
