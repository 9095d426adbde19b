"""Parameters, bodies, answers, failures, pages and polls of an operation."""

from __future__ import annotations

from typing import Any

import pytest

from ir.small import OK, facts, models, operation, operations, rules
from specquilt.finding import InputError
from specquilt.ir.types import Auth, Body, Operation, Param
from specquilt.ir.value_types import ListOf, Scalar, UnionOf

TEXT = {"schema": {"type": "string"}}


def _body(media_type: str, schema: dict[str, Any], **rest: Any) -> dict[str, Any]:
    return {"requestBody": {"content": {media_type: {"schema": schema}}} | rest}


def _answer(media_type: str, schema: dict[str, Any] | None = None) -> dict[str, Any]:
    content = {media_type: {"schema": schema} if schema else {}}
    return {"responses": {"200": {"description": "Fine.", "content": content}}}


def _names(params: tuple[Param, ...]) -> list[tuple[str, str, str]]:
    return [(param.name.snake, param.name.wire, param.place) for param in params]


# --- parameters ------------------------------------------------------------------------------


def test_every_placeholder_of_the_path_is_an_argument_declared_or_not() -> None:
    api, findings = facts({"/a/{zoo-id}/{id}": {"get": {"operationId": "x", "responses": OK}}})
    assert _names(operations(api)[0].params) == [("zoo_id", "zoo-id", "path"), ("id", "id", "path")]
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
    assert _names(operation({"parameters": headers}).params) == [("x_y", "X-Y", "header")]


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
    found = operation(_body(media_type, NAMED), method="post")
    assert found.body is not None
    assert found.body.kind == kind
    assert _names(found.params) == [("name", "name", "body")]


def test_a_body_that_is_no_object_is_one_argument() -> None:
    schema = {"type": "array", "items": {"type": "string"}}
    found = operation(_body("application/json", schema, required=True), method="post")
    assert found.body == Body("whole", "application/json", required=True)
    assert found.params[0].type == ListOf(Scalar("str"))


def test_other_bodies_are_bytes() -> None:
    found = operation(_body("audio/mpeg", {"format": "binary", "type": "string"}), method="post")
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
    found = operation(_body("multipart/form-data", schema), method="post")
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
    found = operation(_body("application/json", schema), path="/a/{id}", method="post")
    assert _names(found.params) == [("id", "id", "path"), ("body_id", "id", "body")]


def test_a_required_constant_is_sent_without_being_asked_for() -> None:
    properties = {"kind": {"const": "cat"}, "version": {"const": 1}}
    schema = {"type": "object", "properties": properties, "required": ["kind"]}
    found = operation(_body("application/json", schema), method="post").params
    assert [param.constant for param in found] == ["cat", None]


def test_what_the_server_sets_is_no_argument() -> None:
    schema = {"type": "object", "properties": {"id": {"readOnly": True}, "name": {}}}
    assert _names(operation(_body("application/json", schema), method="post").params) == [
        ("name", "name", "body")
    ]


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
def test_kind_of_answer(media_type: str, kind: str) -> None:
    assert operation(_answer(media_type, {"type": "object"})).response.kind == kind


def test_an_answer_without_content_is_nothing() -> None:
    response = operation({"responses": {"204": {"description": "Gone."}}}).response
    assert (response.kind, response.type) == ("empty", None)


def test_json_of_unknown_shape_is_anything() -> None:
    assert operation(_answer("application/json")).response.type == Scalar("any")


def test_two_successes_are_one_or_the_other_and_none_where_one_is_empty() -> None:
    content = {"application/json": {"schema": {"type": "string"}}}
    responses = {
        "200": {"description": "Now.", "content": content},
        "202": {"description": "Later."},
    }
    found = operation({"responses": responses}).response.type
    assert found == UnionOf((Scalar("str"), Scalar("none")))


# --- streaming twins ---


def _both(stream: dict[str, Any] | None, required: bool = True, **rest: Any) -> list[Operation]:
    schema = {"type": "object", "properties": {"stream": stream} if stream else {"a": {}}}
    content = {
        "application/json": {"schema": {"type": "string"}},
        "text/event-stream": {"schema": {"type": "integer"}},
    }
    post = {
        "x-specquilt-call": "chat",
        **_body("application/json", schema | {"required": ["stream"] if required else []}),
        "responses": {"200": {"description": "Fine.", "content": content}},
    }
    return operations(facts({"/chat": {"post": post | rest}})[0])


def test_an_answer_that_can_be_streamed_is_two_methods() -> None:
    plain, streaming = _both({"type": "boolean"})
    assert (plain.name.snake, plain.response.kind) == ("chat", "json")
    assert (streaming.name.snake, streaming.response.kind) == ("chat_stream", "events")
    assert [param.constant for op in (plain, streaming) for param in op.params] == [False, True]


def test_a_switch_that_may_be_left_out_is_left_out_of_the_plain_method() -> None:
    plain, streaming = _both({"type": "boolean"}, required=False)
    assert (plain.params, [param.constant for param in streaming.params]) == ((), [True])


def test_the_accepted_type_may_be_the_only_switch() -> None:
    plain, streaming = _both(None, required=False)
    assert _names(plain.params) == _names(streaming.params) == [("a", "a", "body")]


def test_a_streaming_method_can_have_its_own_name_and_words() -> None:
    hint = {"field": "stream", "call": "chat_live", "summary": "Live."}
    _, streaming = _both({"type": "boolean"}, **{"x-specquilt-streaming": hint})
    assert (streaming.name.snake, streaming.docs.summary) == ("chat_live", "Live.")


# --- failures --------------------------------------------------------------------------------


def _failures(*responses: dict[str, Any], **components: Any) -> dict[int, str]:
    paths = {
        f"/{i}": {"get": {"operationId": f"x{i}", "responses": OK | each}}
        for i, each in enumerate(responses)
    }
    api, _ = facts(paths, components={"responses": components})
    return {failure.status: failure.name for failure in api.failures}


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


def test_one_class_never_stands_for_two_statuses() -> None:
    shared = {"$ref": "#/components/responses/Problem"}
    found = _failures({"400": shared, "404": shared}, Problem={"description": "x"})
    assert found == {400: "BadRequestError", 404: "NotFoundError"}


def test_no_class_has_the_name_of_a_base() -> None:
    given = {"400": {"$ref": "#/components/responses/ClientError"}}
    assert _failures(given, ClientError={"description": "x"}) == {400: "BadRequestError"}


def test_ranges_and_default_have_no_class() -> None:
    assert _failures({"4XX": {"description": "x"}, "default": {"description": "x"}}) == {}


# --- pages and polls -------------------------------------------------------------------------

PAGE = {"type": "object", "properties": {"jobs": {"type": "array", "items": {"type": "string"}}}}


def _query(*names: str) -> dict[str, Any]:
    return {"parameters": [{"name": name, "in": "query"} | TEXT for name in names]}


def test_pages_are_recognised_by_their_usual_names() -> None:
    found = operation(_query("offset", "limit") | _answer("application/json", PAGE)).pagination
    assert found is not None
    assert (found.style, found.items, found.advance, found.method) == (
        "offset",
        "jobs",
        "offset",
        "call_all",
    )


def test_pages_can_be_denied() -> None:
    spec = _query("offset", "limit") | _answer("application/json", PAGE)
    assert operation(spec | {"x-specquilt-pagination": None}).pagination is None


def test_a_hint_that_names_nothing_is_an_error() -> None:
    hint = {"style": "offset", "advance": "skip", "items": "jobs"}
    spec = _answer("application/json", PAGE) | {"x-specquilt-pagination": hint}
    with pytest.raises(InputError, match="unsupported-pagination"):
        operation(spec)


def test_polling_names_models_by_their_classes() -> None:
    hint = {"status": "status", "succeeded": ["done"], "failed": [], "accepts": {"new-job": "id"}}
    job = {"properties": {"status": {"type": "string"}}}
    get = _answer("application/json", {"$ref": "#/components/schemas/new-job"})
    api, _ = facts(
        {"/a": {"get": get | {"operationId": "x", "x-specquilt-polling": hint}}}, {"new-job": job}
    )
    polling = operations(api)[0].polling
    assert polling is not None
    assert polling.accepts == (("NewJob", "id"),)
    assert "NewJob" in models(api)


# --- security --------------------------------------------------------------------------------


def _auth(**schemes: Any) -> tuple[Auth, ...]:
    paths = {"/a": {"get": {"operationId": "x", "responses": OK}}}
    return facts(paths, components={"securitySchemes": schemes})[0].auth


@pytest.mark.parametrize(
    ("scheme", "kind", "arguments"),
    [
        ({"type": "http", "scheme": "bearer"}, "bearer", ("api_key",)),
        ({"type": "http", "scheme": "basic"}, "basic", ("username", "password")),
        ({"type": "apiKey", "in": "header", "name": "X-Key"}, "header", ("api_key",)),
        ({"type": "apiKey", "in": "query", "name": "key"}, "query", ("api_key",)),
        ({"type": "apiKey", "in": "cookie", "name": "sid"}, "cookie", ("api_key",)),
        ({"type": "openIdConnect", "openIdConnectUrl": "https://x"}, "bearer", ("token",)),
        (
            {"type": "oauth2", "flows": {"clientCredentials": {"tokenUrl": "/t", "scopes": {}}}},
            "oauth2",
            ("client_id", "client_secret"),
        ),
        (
            {"type": "oauth2", "flows": {"implicit": {"authorizationUrl": "/a"}}},
            "bearer",
            ("token",),
        ),
    ],
)
def test_security_scheme(scheme: dict[str, Any], kind: str, arguments: tuple[str, ...]) -> None:
    (auth,) = _auth(main=scheme)
    assert (auth.kind, auth.arguments) == (kind, arguments)


def test_credentials_come_from_the_environment_that_is_named_or_from_the_packages_own() -> None:
    named = {"type": "http", "scheme": "bearer", "x-specquilt-env": "ZOO_KEY"}
    plain = {"type": "apiKey", "in": "header", "name": "X-Key"}
    assert [auth.environments for auth in _auth(a=named, b=plain)] == [
        ("ZOO_KEY",),
        ("ZOO_CLIENT_B_API_KEY",),
    ]


def test_an_operation_can_need_no_key() -> None:
    assert not operation({"security": []}).authenticated
    assert operation({}).authenticated
