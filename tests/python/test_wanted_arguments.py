"""Arguments have the names that the document gives them, and are sent as before."""

from __future__ import annotations

from typing import Any

import pytest

from api.small import OK, facts, methods, package
from specquilt.openapi.finding import Finding, Severity
from specquilt.openapi.operations import ARGUMENTS, NAME

TEXT = {"type": "string"}


def _parameter(name: str, place: str = "query", **more: Any) -> dict[str, Any]:
    return {"name": name, "in": place, "required": place == "path", "schema": TEXT, **more}


def _operation(
    *parameters: dict[str, Any], fields: str = "", names: Any = None, **more: Any
) -> dict[str, Any]:
    """Return an operation; `fields` are those of its body, `names` those of its arguments."""
    schema = {"type": "object", "properties": dict.fromkeys(fields.split(), TEXT)}
    body = {"requestBody": {"content": {"application/json": {"schema": schema}}}}
    given = {"operationId": "call", "parameters": list(parameters), "responses": OK}
    return given | (body if fields else {}) | ({ARGUMENTS: names} if names else {}) | more


def _named(operation: dict[str, Any], **rest: Any) -> tuple[dict[str, str], list[Finding]]:
    """Return the names of the arguments of an operation, and what is sent for them."""
    surface, findings = package({"/quilts": {"post": operation}}, **rest)
    return {each.name: each.wire for each in methods(surface)[0].arguments}, findings


def test_a_parameter_has_the_name_of_its_extension() -> None:
    names, findings = _named(_operation(_parameter("X-Trace", "header", **{NAME: "trace"})))
    assert names == {"trace": "X-Trace"}
    assert not findings


def test_an_operation_names_parameters_and_the_fields_of_its_body() -> None:
    names, findings = _named(
        _operation(
            _parameter("page-size"),
            fields="from to",
            names={"page-size": "n", "from": "by"},
        )
    )
    assert names == {"n": "page-size", "by": "from", "to": "to"}
    assert not findings


def test_a_body_that_is_one_argument_is_called_body_in_names() -> None:
    schema = {"type": "array", "items": TEXT}
    body = {"content": {"application/json": {"schema": schema}}}
    names, _ = _named(_operation(requestBody=body, names={"body": "request"}))
    assert names == {"request": "body"}


def test_the_document_names_the_arguments_of_all_operations() -> None:
    names, findings = _named(_operation(fields="from"), **{ARGUMENTS: {"from": "by", "no": "one"}})
    assert names == {"by": "from"}
    assert not findings


def test_the_closest_name_counts() -> None:
    shared = {ARGUMENTS: {"a": "all", "b": "all_b", "c": "all_c", "d": "all_d"}}
    own = {ARGUMENTS: {"a": "own", "c": None}}
    a, b = (_parameter(name, **{NAME: f"parameter_{name}"}) for name in "ab")
    names, _ = _named(_operation(a, b, fields="c d", **own), **shared)
    assert names == {"own": "a", "parameter_b": "b", "c": "c", "all_d": "d"}


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("pageSize", "pageSize"),
        ("page size", "page_size"),
        ("class", "class_"),
        ("self", "self_"),
        ("options", "options_"),
        ("2nd", "param_2nd"),
        (["a"], "from_"),
        ("", "from_"),
    ],
)
def test_a_name_that_cannot_be_is_changed(wanted: Any, name: str) -> None:
    names, _ = _named(_operation(fields="from", names={"from": wanted}))
    assert names == {name: "from"}


def test_a_wanted_name_comes_before_a_name_that_follows_from_what_is_sent() -> None:
    names, findings = _named(_operation(_parameter("id"), fields="item", names={"item": "id"}))
    assert names == {"query_id": "id", "id": "item"}
    (found,) = findings
    assert (found.rule, found.severity) == ("name-collision", Severity.WARNING)
    assert found.message == "name 'id' is used by several arguments; renamed to 'query_id'"


def test_of_two_equal_wanted_names_the_second_is_changed_and_reported() -> None:
    names, findings = _named(_operation(fields="a b", names={"a": "x", "b": "x"}))
    assert names == {"x": "a", "body_x": "b"}
    assert [each.rule for each in findings] == ["name-collision"]


def test_query_parameters_keep_their_place_beside_a_body() -> None:
    names, _ = _named(_operation(_parameter("body"), _parameter("id"), fields="id"))
    assert names == {"body_": "body", "id": "id", "body_id": "id"}


def test_a_parameter_may_want_to_be_called_body() -> None:
    assert _named(_operation(_parameter("b", **{NAME: "body"})))[0] == {"body": "b"}


def test_a_header_of_the_client_keeps_its_wanted_name() -> None:
    for extension, name in (({NAME: "x_trace"}, "x_trace"), ({}, "trace")):
        operation = _operation(_parameter("X-Trace", "header", **extension))
        other = operation | {"operationId": "other"}
        surface, _ = package({"/quilts": {"get": operation, "post": other}})
        assert [each.name for each in surface.headers] == [name]


def test_a_name_for_what_an_operation_does_not_have_is_reported() -> None:
    operation = _operation(_parameter("limit"), names={"limits": "n", "zzz": "z"})
    _, findings = facts({"/quilts": {"post": operation}})
    near, far = findings
    assert (near.rule, near.severity) == ("name-no-match", Severity.WARNING)
    assert near.message == "the operation has no parameter 'limits', which is to have another name"
    assert near.pointer == ("paths", "/quilts", "post", ARGUMENTS, "limits")
    assert (near.help, far.help) == ("did you mean limit?", "remove it")


def test_pages_advance_by_an_argument_of_another_name() -> None:
    schema = {"type": "object", "properties": {"data": {"type": "array", "items": TEXT}}}
    answer = {"200": {"description": "A page", "content": {"application/json": {"schema": schema}}}}
    pages = {"style": "offset", "items": "data", "advance": "offset", "limit": "limit"}
    operation = _operation(_parameter("offset", **{NAME: "start"}), _parameter("limit"))
    more = {"responses": answer, "x-specquilt-pagination": pages}
    surface, _ = package({"/quilts": {"get": operation | more}})
    paged = methods(surface)[0].pagination
    assert paged is not None
    assert (paged.advance, paged.limit) == ("start", "limit")
