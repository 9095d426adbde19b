"""Responses, streams and errors of operations."""

from __future__ import annotations

from typing import Any

import pytest

from api.small import (
    OK,
    method,
    methods,
    package,
    wired,
    with_answer,
    with_body,
)
from specquilt.api.value_types import Scalar, UnionOf
from specquilt.python.surface.types import Method

# --- answers ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("media_type", "kind"),
    [
        ("application/json", "json"),
        ("application/problem+json", "json"),
        ("text/event-stream", "events"),
        ("application/x-ndjson", "lines"),
        ("application/jsonl", "lines"),
        ("text/plain", "text"),
        ("application/xml", "text"),
        ("audio/mpeg", "binary"),
        ("application/octet-stream", "binary"),
    ],
)
def test_kind_of_response(media_type: str, kind: str) -> None:
    assert method(with_answer(media_type, {"type": "object"})).response.kind == kind


def test_response_without_content_has_no_type() -> None:
    response = method({"responses": {"204": {"description": "Gone."}}}).response
    assert (response.kind, response.type) == ("empty", None)


@pytest.mark.parametrize("status", ["200", "202", "2XX"])
def test_response_that_says_nothing_about_content_may_have_any(status: str) -> None:
    response = method({"responses": {status: {"description": "Done."}}}).response
    assert (response.kind, response.type) == ("undescribed", Scalar("any"))


@pytest.mark.parametrize(("verb", "kind"), [("delete", "undescribed"), ("head", "empty")])
def test_only_answers_to_head_have_no_content_unless_it_is_described(verb: str, kind: str) -> None:
    assert method({"responses": OK}, verb=verb).response.kind == kind


def test_json_without_schema_has_any_type() -> None:
    assert method(with_answer("application/json")).response.type == Scalar("any")


def test_two_success_responses_are_a_union_that_includes_null_if_one_is_empty() -> None:
    content = {"application/json": {"schema": {"type": "string"}}}
    responses = {
        "200": {"description": "Now.", "content": content},
        "202": {"description": "Later."},
    }
    found = method({"responses": responses}).response.type
    assert found == UnionOf((Scalar("string"), Scalar("null")))


# --- streaming variants ---


def _both(
    stream: dict[str, Any] | None, hint: dict[str, Any] | None = None, *, required: bool = True
) -> list[Method]:
    schema = {"type": "object", "properties": {"stream": stream} if stream else {"a": {}}}
    content = {
        "application/json": {"schema": {"type": "string"}},
        "text/event-stream": {"schema": {"type": "integer"}},
    }
    post = {
        "x-specquilt-call": "chat",
        **with_body("application/json", schema | {"required": ["stream"] if required else []}),
        "responses": {"200": {"description": "Fine.", "content": content}},
    }
    hinted = {"x-specquilt-streaming": hint} if hint else {}
    return methods(package({"/chat": {"post": post | hinted}})[0])


def test_operation_with_optional_streaming_becomes_two_methods() -> None:
    plain, streaming = _both({"type": "boolean"})
    assert (plain.name, plain.response.kind) == ("chat", "json")
    assert (streaming.name, streaming.response.kind) == ("chat_stream", "events")
    assert [param.constant for op in (plain, streaming) for param in op.arguments] == [False, True]


def test_plain_method_omits_an_optional_switch() -> None:
    plain, streaming = _both({"type": "boolean"}, required=False)
    assert (plain.arguments, [param.constant for param in streaming.arguments]) == ((), [True])


def test_streaming_operation_can_lack_a_switch() -> None:
    plain, streaming = _both(None, required=False)
    assert wired(plain.arguments) == wired(streaming.arguments) == [("a", "a", "body")]


def test_an_error_that_streams_does_not_make_two_methods() -> None:
    error = {"description": "Failed.", "content": {"text/event-stream": {}}}
    given = with_answer("application/json", {"type": "string"})
    (found,) = methods(
        package({"/a": {"get": {"responses": given["responses"] | {"500": error}}}})[0]
    )
    assert found.response.kind == "json"


def test_default_of_an_operation_without_successes_is_no_error() -> None:
    content = {"application/json": {"schema": {"type": "string"}}}
    responses = {"default": {"description": "x", "content": content}, "404": {"description": "x"}}
    assert method({"responses": responses}).other_errors == ()
    assert method({"responses": responses | OK}).other_errors == (Scalar("string"),)


def test_streaming_method_can_have_its_own_name_and_description() -> None:
    hint = {"field": "stream", "call": "chat_live", "summary": "Live."}
    _, streaming = _both({"type": "boolean"}, hint)
    assert (streaming.name, streaming.docs.summary) == ("chat_live", "Live.")


# --- failures --------------------------------------------------------------------------------


def _failures(*responses: dict[str, Any], **components: Any) -> dict[int, str]:
    paths = {
        f"/{i}": {"get": {"operationId": f"x{i}", "responses": OK | each}}
        for i, each in enumerate(responses)
    }
    surface, _ = package(paths, components={"responses": components})
    return {failure.status: failure.name for failure in surface.errors}


def test_a_failure_is_named_by_its_component() -> None:
    described = {"description": "Tea."}
    given = {"418": {"$ref": "#/components/responses/Teapot"}}
    assert _failures(given, Teapot=described) == {418: "TeapotError"}


def test_a_failure_without_component_is_named_by_its_status() -> None:
    given = {str(status): {"description": "x"} for status in (404, 418, 498, 499, 599)}
    assert _failures(given) == {
        404: "NotFoundError",
        418: "ImATeapotError",
        498: "InvalidTokenError",
        499: "ClientClosedRequestError",
        599: "Status599Error",
    }


def test_each_status_has_its_own_error_class() -> None:
    shared = {"$ref": "#/components/responses/Problem"}
    found = _failures({"400": shared, "404": shared}, Problem={"description": "x"})
    assert found == {400: "BadRequestError", 404: "NotFoundError"}


def test_error_class_never_has_the_name_of_a_base_class() -> None:
    given = {"400": {"$ref": "#/components/responses/ClientError"}}
    assert _failures(given, ClientError={"description": "x"}) == {400: "BadRequestError"}


def test_ranges_and_default_have_no_class() -> None:
    assert _failures({"4XX": {"description": "x"}, "default": {"description": "x"}}) == {}


@pytest.mark.parametrize("name", ["Timeout", "Permission", "ConnectionError", "Exception", "OS"])
def test_no_error_class_has_the_name_of_a_builtin(name: str) -> None:
    referred = {"$ref": f"#/components/responses/{name}"}
    found = _failures(
        {"409": referred, "501": {"description": "x"}}, **{name: {"description": "x"}}
    )
    assert found == {
        409: f"{name.removesuffix('Error')}StatusError",
        501: "NotImplementedStatusError",
    }
