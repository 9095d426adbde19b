"""Pagination, polling and security."""

from __future__ import annotations

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
from specquilt.python.surface.types import Credentials

# --- pages and polls -------------------------------------------------------------------------

PAGE = {"type": "object", "properties": {"jobs": {"type": "array", "items": {"type": "string"}}}}


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


def test_hint_with_unknown_names_is_an_error() -> None:
    hint = {"style": "offset", "advance": "skip", "items": "jobs"}
    spec = with_answer("application/json", PAGE) | {"x-specquilt-pagination": hint}
    with pytest.raises(InputError, match="unsupported-pagination"):
        method(spec)


def test_polling_names_models_by_their_classes() -> None:
    hint = {"status": "status", "succeeded": ["done"], "failed": [], "accepts": {"new-job": "id"}}
    job = {"properties": {"status": {"type": "string"}}}
    get = with_answer("application/json", {"$ref": "#/components/schemas/new-job"})
    surface, _ = package(
        {"/a": {"get": get | {"operationId": "x", "x-specquilt-polling": hint}}}, {"new-job": job}
    )
    polling = methods(surface)[0].polling
    assert polling is not None
    assert polling.accepts == (("NewJob", "id"),)
    assert "NewJob" in models(surface)


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


def test_environment_variable_of_credentials_has_a_default() -> None:
    named = {"type": "http", "scheme": "bearer", "x-specquilt-env": "ZOO_KEY"}
    plain = {"type": "apiKey", "in": "header", "name": "X-Key"}
    assert [auth.environments for auth in _auth(a=named, b=plain)] == [
        ("ZOO_KEY",),
        ("ZOO_CLIENT_B_API_KEY",),
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
