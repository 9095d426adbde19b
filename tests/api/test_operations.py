"""Parameters and request bodies of operations."""

from __future__ import annotations

from typing import Any

import pytest

from api.small import (
    OK,
    TEXT,
    facts,
    method,
    methods,
    models,
    package,
    rules,
    wired,
    with_answer,
    with_body,
)
from specquilt.api.types import RequestBody
from specquilt.api.value_types import ListOf, Scalar

# --- parameters ------------------------------------------------------------------------------


def test_undeclared_path_parameter_is_an_argument() -> None:
    surface, findings = package(
        {"/a/{zoo-id}/{id}": {"get": {"operationId": "x", "responses": OK}}}
    )
    assert wired(methods(surface)[0].arguments) == [
        ("zoo_id", "zoo-id", "path"),
        ("id", "id", "path"),
    ]
    assert rules(findings) == ["undeclared-path-parameter"] * 2


def test_an_operation_overrides_the_parameters_of_its_path() -> None:
    shared = {"name": "limit", "in": "query", "schema": {"type": "string"}}
    own = {"name": "limit", "in": "query", "schema": {"type": "integer"}}
    get = {"operationId": "x", "parameters": [own], "responses": OK}
    surface, _ = package({"/a": {"parameters": [shared], "get": get}})
    assert [param.type for param in methods(surface)[0].arguments] == [Scalar("integer")]


def test_arguments_have_unique_names() -> None:
    names = ["self", "options", "class", "body", "from", "datasetType"]
    parameters = [{"name": name, "in": "query"} | TEXT for name in names]
    found = method({"parameters": parameters}).arguments
    expected = ["self_", "options_", "class_", "body_", "from_", "dataset_type"]
    assert [param.name for param in found] == expected


def test_headers_that_openapi_ignores_are_ignored() -> None:
    headers = [{"name": name, "in": "header"} | TEXT for name in ("Accept", "Authorization", "X-Y")]
    assert wired(method({"parameters": headers}).arguments) == [("x_y", "X-Y", "header")]


def test_defaults_of_style_and_explode_depend_on_the_location() -> None:
    names = [("q", "query"), ("h", "header"), ("c", "cookie")]
    parameters = [{"name": name, "in": place} | TEXT for name, place in names]
    styles = [
        (param.style, param.explode) for param in method({"parameters": parameters}).arguments
    ]
    assert styles == [("form", True), ("simple", False), ("form", True)]


@pytest.mark.parametrize("parameter", [{"in": "query"}, {"name": "x", "in": "body"}, {}])
def test_invalid_parameter_is_left_out_and_reported(parameter: dict[str, Any]) -> None:
    get = {"operationId": "a", "parameters": [parameter], "responses": OK}
    surface, findings = package({"/a": {"get": get}})
    assert [each.arguments for each in methods(surface)] == [()]
    assert [finding.rule for finding in findings] == ["part-left-out"]


def test_a_header_of_every_operation_is_an_argument_of_the_client() -> None:
    header = {"name": "X-Client-Name", "in": "header"} | TEXT
    get = {"parameters": [header], "responses": OK}
    surface, _ = package(
        {"/a": {"get": get | {"operationId": "a"}, "put": get | {"operationId": "b"}}}
    )
    assert [header.name for header in surface.headers] == ["client_name"]
    assert [op.arguments for op in methods(surface)] == [(), ()]


def test_a_header_that_one_operation_has_in_two_spellings_stays_there() -> None:
    spellings = [{"name": name, "in": "header"} | TEXT for name in ("foo-bar", "Foo-Bar")]
    one, two = {"responses": OK}, {"parameters": spellings, "responses": OK}
    surface, _ = package({"/a": {"get": one}, "/b": {"get": two}})
    assert not surface.headers
    assert [[each.wire for each in method.arguments] for method in methods(surface)] == [
        [],
        ["foo-bar", "Foo-Bar"],
    ]


def test_what_a_header_of_every_operation_can_be_is_a_model() -> None:
    header = {"name": "X-Mood", "in": "header", "schema": {"enum": ["good", "bad"]}}
    get = {"parameters": [header], "tags": ["zoo"], "responses": OK}
    surface, _ = package(
        {"/a": {"get": get | {"operationId": "x"}, "put": get | {"operationId": "y"}}}
    )
    assert [header.annotation for header in surface.headers] == ["types.ZooXXMood"]
    assert list(models(surface)) == ["ZooXXMood"]


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
    found = method(with_body(media_type, NAMED), verb="post")
    assert found.body is not None
    assert found.body.kind == kind
    assert wired(found.arguments) == [("name", "name", "body")]


def test_body_other_than_an_object_is_one_argument() -> None:
    schema = {"type": "array", "items": {"type": "string"}}
    found = method(with_body("application/json", schema, required=True), verb="post")
    assert found.body == RequestBody("whole", "application/json", required=True)
    assert found.arguments[0].type == ListOf(Scalar("string"))


def test_other_bodies_are_bytes() -> None:
    found = method(with_body("audio/mpeg", {"format": "binary", "type": "string"}), verb="post")
    assert found.body == RequestBody("binary", "audio/mpeg", required=False)
    assert found.arguments[0].type == Scalar("binary")


def test_binary_parts_of_a_multipart_body_are_files() -> None:
    file = {"type": "string", "format": "binary"}
    properties = {
        "data": file,
        "more": {"type": "array", "items": file},
        "title": {"type": "string"},
    }
    schema = {"type": "object", "properties": properties}
    found = method(with_body("multipart/form-data", schema), verb="post")
    assert [param.location for param in found.arguments] == ["file", "file", "body"]
    assert found.arguments[1].type == ListOf(Scalar("binary"))


def test_json_is_preferred_and_other_media_types_are_reported() -> None:
    content = {"application/xml": {"schema": NAMED}, "application/json": {"schema": NAMED}}
    post = {"operationId": "x", "requestBody": {"content": content}, "responses": OK}
    surface, findings = package({"/a": {"post": post}})
    body = methods(surface)[0].body
    assert body is not None
    assert body.media_type == "application/json"
    assert rules(findings) == ["unsupported-media-type"]


def test_property_is_renamed_if_a_parameter_has_its_name() -> None:
    schema = {"type": "object", "properties": {"id": {"type": "string"}}}
    found = method(with_body("application/json", schema), path="/a/{id}", verb="post")
    assert wired(found.arguments) == [("id", "id", "path"), ("body_id", "id", "body")]


def test_required_constant_is_sent_and_is_not_an_argument() -> None:
    properties = {"kind": {"const": "cat"}, "version": {"const": 1}}
    schema = {"type": "object", "properties": properties, "required": ["kind"]}
    found = method(with_body("application/json", schema), verb="post").arguments
    assert [param.constant for param in found] == ["cat", None]


def test_read_only_property_is_not_an_argument() -> None:
    schema = {"type": "object", "properties": {"id": {"readOnly": True}, "name": {}}}
    assert wired(method(with_body("application/json", schema), verb="post").arguments) == [
        ("name", "name", "body")
    ]


FORM = "application/x-www-form-urlencoded"


def test_fields_of_a_form_have_the_style_of_their_encoding() -> None:
    schema = {"properties": {name: {"type": "object"} for name in ("a", "b", "c")}}
    encoding = {"a": {"style": "deepObject", "explode": True}, "b": {"explode": False}}
    content = {FORM: {"schema": schema, "encoding": encoding}}
    params = method({"requestBody": {"content": content}}, verb="post").arguments
    styles = [(param.style, param.explode) for param in params]
    assert styles == [("deepObject", True), ("form", False), ("form", True)]


@pytest.mark.parametrize("media_type", [FORM, "multipart/form-data"])
def test_a_form_without_fields_is_no_body(media_type: str) -> None:
    empty = with_body(media_type, {"type": "object", "properties": {}})
    found = method(empty)
    assert (found.body, found.arguments) == (None, ())


def test_parts_have_the_content_type_of_their_encoding() -> None:
    schema = {"properties": {name: {"type": "object"} for name in ("a", "b", "c")}}
    encoding = {"a": {"contentType": "application/json"}, "b": {"contentType": "image/*"}}
    content = {"multipart/form-data": {"schema": schema, "encoding": encoding}}
    params = method({"requestBody": {"content": content}}, verb="post").arguments
    assert [param.media_type for param in params] == ["application/json", "", ""]


def test_xml_is_reported_because_it_is_text() -> None:
    xml = {"application/xml": {"schema": {"type": "object"}}}
    post = {
        "requestBody": {"content": xml},
        "responses": {"200": {"description": "Fine.", "content": xml}},
    }
    _, findings = facts({"/a": {"post": post}})
    assert [finding.message for finding in findings if "xml" in finding.message] == [
        "request body is application/xml; the client sends it as it is given",
        "response is application/xml; the client returns it as text",
    ]


def test_text_that_is_xml_is_not_reported() -> None:
    answer = with_answer("text/xml", {"type": "string"})
    _, findings = facts({"/a": {"get": answer}})
    assert [finding for finding in findings if "xml" in finding.message] == []
