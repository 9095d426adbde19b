"""`[client.names]` names arguments by what is sent: of one operation, or of all."""

from __future__ import annotations

from typing import Any

import pytest

from specquilt.openapi.document import Document
from specquilt.openapi.finding import InputError, Location
from specquilt.openapi.operations import ARGUMENTS
from specquilt.overlay.argument_names import split
from specquilt.overlay.names import apply_names

FIELDS = {"properties": {"from": {"type": "string"}}}


def _document(**more: Any) -> Document:
    """Return a document with parameters at every place that they can have."""
    get = {
        "operationId": "getQuilt",
        "parameters": [{"$ref": "#/components/parameters/Trace"}, {"in": "query"}, "none"],
    }
    content = {
        "application/json": {"schema": {"$ref": "#/components/schemas/In"}},
        "multipart/form-data": {"schema": {"oneOf": [{"properties": {"photo": {}}}]}},
        "application/xml": {"schema": {"anyOf": [{"properties": {"note": {}}}, {"type": "null"}]}},
    }
    put = {"operationId": "sew quilt", "requestBody": {"$ref": "#/components/requestBodies/Sew"}}
    item = {"parameters": [{"name": "page-size"}], "get": get, "put": put, "delete": {}}
    schemas = {
        "In": {"properties": {"size": {}}, "allOf": [{"$ref": "#/components/schemas/Base"}]},
        "Base": {**FIELDS, "allOf": [{"$ref": "#/components/schemas/In"}]},
    }
    components = {
        "schemas": schemas,
        "parameters": {"Trace": {"name": "X-Trace", "in": "header"}},
        "requestBodies": {"Sew": {"content": content}},
    }
    paths = {"/quilts/{id}": item}
    return Document({"openapi": "3.1.0", "paths": paths, "components": components, **more})


def _applied(names: dict[str, str], **more: Any) -> dict[str, Any]:
    return apply_names(_document(**more), names, {}).data


def _refused(key: str, name: str = "quilt") -> tuple[str, str]:
    places = {key: Location("specquilt.toml", 4)}
    with pytest.raises(InputError) as raised:
        apply_names(_document(), {key: name}, places)
    (finding,) = raised.value.findings
    assert (finding.rule, finding.location) == ("name-no-match", places[key])
    return finding.message, finding.help


@pytest.mark.parametrize(
    ("key", "parts"),
    [
        ("parameters.id", ("", "id")),
        ("GET /quilts/{id} parameters.id", ("GET /quilts/{id}", "id")),
        ("sew quilt parameters.filter[a b].c", ("sew quilt", "filter[a b].c")),
        ("sew parameters.a parameters.b", ("sew", "a parameters.b")),
        ("GET /parameters.id", ("", "")),
        ("parameters", ("", "")),
        ("parameters.", ("", "")),
    ],
)
def test_a_key_is_an_operation_and_what_is_sent(key: str, parts: tuple[str, str]) -> None:
    assert split(key) == parts


@pytest.mark.parametrize(
    "wire", ["id", "page-size", "X-Trace", "size", "from", "photo", "note", "body"]
)
def test_names_for_all_operations_are_those_of_the_document(wire: str) -> None:
    assert _applied({f"parameters.{wire}": "other"})[ARGUMENTS] == {wire: "other"}


@pytest.mark.parametrize("operation", ["PUT /quilts/{id}", "sew quilt"])
def test_names_for_one_operation_are_its_own(operation: str) -> None:
    data = _applied({f"{operation} parameters.from": "sender", f"{operation} parameters.id": "q"})
    item = data["paths"]["/quilts/{id}"]
    assert item["put"][ARGUMENTS] == {"from": "sender", "id": "q"}
    assert ARGUMENTS not in item["get"]
    assert ARGUMENTS not in data


def test_names_in_the_document_stay_unless_they_are_named_again() -> None:
    before = {ARGUMENTS: {"from": "origin", "size": "width"}}
    assert _applied({"parameters.from": "sender"}, **before)[ARGUMENTS] == {
        "from": "sender",
        "size": "width",
    }


def test_names_of_arguments_go_with_names_of_calls() -> None:
    data = _applied({"parameters.id": "quilt", "getQuilt": "quilts.find"})
    assert data["paths"]["/quilts/{id}"]["get"]["x-specquilt-call"] == "quilts.find"
    assert data[ARGUMENTS] == {"id": "quilt"}


def test_an_operation_id_that_looks_like_an_argument_is_an_operation() -> None:
    paths = {"/parameters": {"get": {"operationId": "parameters.list"}}}
    data = _applied({"parameters.list": "settings.list"}, paths=paths)
    assert data["paths"]["/parameters"]["get"]["x-specquilt-call"] == "settings.list"


@pytest.mark.parametrize(
    ("key", "message", "advice"),
    [
        ("parameters.form", "the document has no parameter 'form'", "did you mean from?"),
        (
            "parameters.colour",
            "the document has no parameter 'colour'",
            "write 'parameters.NAME', as it is in requests",
        ),
        ("getQuilt parameters.from", "getQuilt has no parameter 'from'", "as it is in requests"),
        ("getQuilt parameters.body", "getQuilt has no parameter 'body'", "as it is in requests"),
        ("getQuit parameters.id", "the document has no 'getQuit'", "did you mean getQuilt?"),
        ("zzz parameters.id", "the document has no 'zzz'", "write 'GET /path' or an operationId"),
    ],
)
def test_what_is_not_there_is_refused(key: str, message: str, advice: str) -> None:
    found, help_ = _refused(key)
    assert found == message
    assert advice in help_


@pytest.mark.parametrize("name", ["class", "self", "options", "_quilt", "a.b", "größe", "1st"])
def test_what_no_argument_can_be_called_is_refused(name: str) -> None:
    assert _refused("parameters.id", name)[0] == f"{name!r} cannot name an argument"


def test_all_faults_are_reported_in_the_order_of_the_configuration() -> None:
    names = {"parameters.ids": "q", "schemas.No": "N", "parameters.id": "class"}
    with pytest.raises(InputError) as raised:
        apply_names(_document(), names, {})
    messages = [each.message for each in raised.value.findings]
    assert messages == [
        "the document has no parameter 'ids'",
        "the document has no 'schemas.No'",
        "'class' cannot name an argument",
    ]
