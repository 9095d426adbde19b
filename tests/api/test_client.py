"""Pagination, polling and security."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from api.small import (
    OK,
    TEXT,
    method,
    methods,
    models,
    package,
    with_answer,
)
from specquilt.openapi.finding import InputError
from specquilt.python.surface.types import Credentials, Surface

# --- pages and polls -------------------------------------------------------------------------

PAGE: dict[str, Any] = {
    "type": "object",
    "properties": {"jobs": {"type": "array", "items": {"type": "string"}}},
}


def _query(*names: str) -> dict[str, Any]:
    return {"parameters": [{"name": name, "in": "query"} | TEXT for name in names]}


def test_pagination_is_recognised_by_common_names() -> None:
    found = method(_query("offset", "limit") | with_answer("application/json", PAGE)).pagination
    assert found is not None
    assert (found.style, found.items, found.advance, found.name) == (
        "offset",
        "jobs",
        "offset",
        "call_all",
    )


def test_pagination_can_be_disabled() -> None:
    spec = _query("offset", "limit") | with_answer("application/json", PAGE)
    assert method(spec | {"x-specquilt-pagination": None}).pagination is None


PAGED = {"style": "cursor", "advance": "cursor", "items": "jobs", "next": "next", "limit": "size"}
NEXT = PAGE | {"properties": PAGE["properties"] | {"next": {"type": "string"}}}
_VALUES: list[Any] = [5, "x", ["x"], [], True]


def _variations(hint: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield hints without a required key, with wrong values, or with unknown names."""
    yield {}
    yield hint | {"typo": "x"}
    optional = {"failed", "limit"}
    for key in hint:
        yield from ([{each: hint[each] for each in hint if each != key}] * (key not in optional))
        yield from (hint | {key: value} for value in ([[1]], {"a": {"b": 1}}, 5, "nope"))


def test_hint_of_pagination_is_used() -> None:
    spec = _query("cursor", "size") | with_answer("application/json", NEXT)
    found = method(spec | {"x-specquilt-pagination": PAGED}).pagination
    assert found is not None
    assert (found.style, found.advance, found.limit, found.next) == (
        "cursor",
        "cursor",
        "size",
        "next",
    )


@pytest.mark.parametrize("hint", [*_VALUES, *_variations(PAGED)], ids=str)
def test_pagination_that_cannot_work_is_one_error(hint: Any) -> None:
    spec = _query("cursor", "size") | with_answer("application/json", NEXT)
    with pytest.raises(InputError, match="unsupported-pagination") as error:
        method(spec | {"x-specquilt-pagination": hint})
    assert len(error.value.findings) == 1


POLLED = {"status": "status", "succeeded": ["done"], "failed": [], "accepts": {"new-job": "id"}}
JOB = {"properties": {"id": {"type": "string"}, "status": {"type": "string"}}}
ID = {"name": "id", "in": "path", "required": True} | TEXT


def _polled(hint: Any, *parameters: dict[str, Any]) -> Surface:
    """Return the surface for one operation with the hint, which returns a job."""
    get = with_answer("application/json", {"$ref": "#/components/schemas/new-job"})
    get |= {"operationId": "x", "x-specquilt-polling": hint, "parameters": list(parameters)}
    path = "".join(f"/{{{each['name']}}}" for each in parameters if each["in"] == "path")
    return package({f"/a{path}": {"get": get}}, {"new-job": JOB, "Other": JOB})[0]


def test_polling_names_models_by_their_classes() -> None:
    surface = _polled(POLLED, ID)
    polling = methods(surface)[0].polling
    assert polling is not None
    assert polling.accepts == (("NewJob", "id"),)
    assert "NewJob" in models(surface)


def test_polling_can_be_disabled() -> None:
    assert methods(_polled(None, ID))[0].polling is None


@pytest.mark.parametrize("hint", [*_VALUES, *_variations(POLLED)], ids=str)
def test_polling_that_cannot_work_is_one_error(hint: Any) -> None:
    with pytest.raises(InputError, match="unsupported-polling") as error:
        _polled(hint, ID)
    assert len(error.value.findings) == 1


@pytest.mark.parametrize("name", ["Other", "Another", ""])
def test_polling_accepts_only_models_of_the_package(name: str) -> None:
    with pytest.raises(InputError, match=r"unsupported-polling.* accepts"):
        _polled(POLLED | {"accepts": {"new-job": "id", name: "id"}}, ID)


QUERY = {"name": "mode", "in": "query", "required": True} | TEXT


@pytest.mark.parametrize("parameters", [(), (ID, ID | {"name": "id2"}), (ID, QUERY)])
def test_operation_that_needs_more_or_less_than_an_id_is_not_polled(
    parameters: tuple[dict[str, Any], ...],
) -> None:
    with pytest.raises(InputError, match=r"unsupported-polling.* needs an operation with"):
        _polled(POLLED, *parameters)


def test_headers_and_constants_do_not_prevent_polling() -> None:
    header = {"name": "X-Mode", "in": "header", "required": True} | TEXT
    constant = QUERY | {"schema": {"const": "fast"}}
    assert methods(_polled(POLLED, ID, header, constant))[0].polling


# --- security --------------------------------------------------------------------------------


def _auth(**schemes: Any) -> tuple[Credentials, ...]:
    paths = {"/a": {"get": {"operationId": "x", "responses": OK}}}
    return package(paths, components={"securitySchemes": schemes})[0].credentials


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


def test_several_keys_are_named_after_what_carries_them() -> None:
    schemes = {
        "one": {"type": "apiKey", "in": "header", "name": "X-Application-Id"},
        "two": {"type": "apiKey", "in": "query", "name": "key"},
        "three": {"type": "apiKey", "in": "header", "name": "Authorization"},
        "four": {"type": "http", "scheme": "bearer"},
        "five": {"type": "http", "scheme": "basic"},
    }
    surface, _ = package({}, components={"securitySchemes": schemes})
    assert [each.arguments for each in surface.credentials] == [
        ("application_id",),
        ("key",),
        ("api_key",),
        ("four_api_key",),
        ("username", "password"),
    ]


def test_environment_variable_of_credentials_has_a_default() -> None:
    named = {"type": "http", "scheme": "bearer", "x-specquilt-env": "ZOO_KEY"}
    plain = {"type": "apiKey", "in": "header", "name": "X-Key"}
    assert [auth.environments for auth in _auth(a=named, b=plain)] == [
        ("ZOO_KEY",),
        ("ZOO_CLIENT_KEY",),
    ]


def test_an_operation_can_need_no_key() -> None:
    assert not method({"security": []}).authenticated
    assert method({}).authenticated


def test_token_is_requested_with_the_scopes_of_the_document() -> None:
    flow = {"tokenUrl": "/t", "scopes": {"read": "Read.", "admin": "Everything."}}
    scheme = {"type": "oauth2", "flows": {"clientCredentials": flow}}
    paths = {"/a": {"get": {"operationId": "x", "responses": OK}}}
    components = {"securitySchemes": {"main": scheme}}
    surface, _ = package(paths, components=components, security=[{"main": ["read"]}])
    assert surface.credentials[0].scopes == ("read",)
