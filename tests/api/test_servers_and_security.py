"""Servers and security requirements of single operations."""

from __future__ import annotations

from typing import Any

import pytest

from api.small import OK, methods, package

ROOT = [{"url": "https://surface.zoo.test/v1"}]
SCHEMES = {
    "bearer": {"type": "http", "scheme": "bearer"},
    "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
    "app": {"type": "apiKey", "in": "query", "name": "app"},
}


def _server(servers: list[dict[str, Any]], root: list[dict[str, Any]]) -> str:
    get = {"operationId": "x", "servers": servers, "responses": OK}
    surface, _ = package({"/a": {"get": get}}, servers=root)
    return methods(surface)[0].server


@pytest.mark.parametrize(
    ("servers", "url"),
    [
        ([], ""),
        ([{"url": "https://files.zoo.test/"}], "https://files.zoo.test"),
        ([{"url": "https://surface.zoo.test/v1/"}], ""),
        ([{"url": "/v2"}], "https://surface.zoo.test/v2"),
        (
            [{"url": "https://{at}.zoo.test", "variables": {"at": {"default": "eu"}}}],
            "https://eu.zoo.test",
        ),
    ],
)
def test_an_operation_has_a_server_of_its_own(servers: list[dict[str, Any]], url: str) -> None:
    assert _server(servers, ROOT) == url


def test_without_any_host_there_is_no_server() -> None:
    assert _server([{"url": "/v2"}], []) == ""


@pytest.mark.parametrize(
    ("own", "security"),
    [
        (None, ()),
        ([{"bearer": []}, {"key": []}, {"app": []}], ()),
        ([{"key": []}], ((1,),)),
        ([{"key": [], "app": []}], ((1, 2),)),
        ([{"bearer": []}, {"key": [], "app": []}], ((0,), (1, 2))),
        ([{"key": []}, {}], ((1,), ())),
        ([], ()),
    ],
)
def test_operation_accepts_single_or_combined_schemes(
    own: list[dict[str, list[str]]] | None, security: tuple[tuple[int, ...], ...]
) -> None:
    get: dict[str, Any] = {"operationId": "x", "responses": OK}
    get |= {"security": own} if own is not None else {}
    every = {"operationId": "y", "responses": OK, "security": [{n: []} for n in SCHEMES]}
    components = {"securitySchemes": SCHEMES}
    surface, _ = package({"/a": {"get": get, "put": every}}, components=components)
    assert methods(surface)[0].security == security
    assert methods(surface)[0].authenticated == (own != [])
